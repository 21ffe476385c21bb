// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

    static Stream<MarkdownPage> pages() {
        return Checkout.pages().stream().map(MarkdownPage::of);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileAndToAHeadingInIt(MarkdownPage page) {
        List<String> dead = page.links().stream()
                .filter(link -> !link.matches("https?://.*"))
                .filter(link -> !leadsSomewhere(page.file(), link))
                .toList();

        assertThat(dead).as("dead links of %s", page.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noTwoHeadingsOfAPageShareAnAnchor(MarkdownPage page) {
        assertThat(page.sections().stream().map(MarkdownPage.Section::anchor)).doesNotHaveDuplicates();
    }

    private static boolean leadsSomewhere(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || MarkdownPage.of(target).sections().stream()
                                .anyMatch(section -> section.anchor().equals(parts[1])));
    }
}
