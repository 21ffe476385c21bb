// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page of Markdown, taken apart.
 *
 * @param file where it is
 * @param scripts Cypher files to run before its first block: those named in a comment {@code <!-- run: a b -->}
 * @param blocks fenced blocks in order
 * @param sections one for each heading
 * @param links targets of all links
 */
record MarkdownPage(Path file, List<Path> scripts, List<Fenced> blocks, List<Section> sections, List<String> links) {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    private static final Pattern RUN = Pattern.compile("<!-- run: (.*) -->");

    /**
     * A fenced block.
     *
     * @param line where it begins
     * @param info the words behind the fence
     * @param text what stands in it
     * @param table the table that follows at once, or {@code null}
     * @param next the fenced block that follows at once, or {@code null}
     */
    record Fenced(int line, String info, String text, Table table, String next) {}

    /** A heading with the fenced blocks and tables below it, up to the next heading. */
    record Section(String title, List<Fenced> blocks, List<Table> tables) {
        /** The anchor that GitHub gives to a heading. */
        String anchor() {
            return title.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
        }

        /** The rows of all tables whose first column has this title. */
        List<List<String>> rows(String firstColumn) {
            return tables.stream()
                    .filter(table -> table.header().get(0).equals(firstColumn))
                    .flatMap(table -> table.rows().stream())
                    .toList();
        }
    }

    /** A table: its first row and the others, as plain text. */
    record Table(List<String> header, List<List<String>> rows) {
        private static Table of(TableBlock block) {
            List<List<String>> rows = children(block)
                    .flatMap(MarkdownPage::children)
                    .filter(TableRow.class::isInstance)
                    .map(row -> children(row)
                            .filter(TableCell.class::isInstance)
                            .map(MarkdownPage::plain)
                            .toList())
                    .toList();
            return new Table(rows.get(0), rows.subList(1, rows.size()));
        }
    }

    static MarkdownPage of(Path file) {
        Node document = PARSER.parse(Checkout.read(file));
        List<Path> scripts = new ArrayList<>();
        List<Fenced> blocks = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (Node node : children(document).toList()) {
            if (node instanceof Heading) {
                sections.add(new Section(plain(node), new ArrayList<>(), new ArrayList<>()));
            } else if (node instanceof FencedCodeBlock fenced) {
                blocks.add(fenced(fenced));
                sections.get(sections.size() - 1).blocks().add(blocks.get(blocks.size() - 1));
            } else if (node instanceof TableBlock table) {
                sections.get(sections.size() - 1).tables().add(Table.of(table));
            } else if (node instanceof HtmlBlock html) {
                scripts.addAll(scripts(html.getLiteral()));
            }
        }
        return new MarkdownPage(file, scripts, blocks, sections, links(document));
    }

    /** The path below the checkout. */
    String name() {
        return Checkout.ROOT.relativize(file).toString();
    }

    @Override
    public String toString() {
        return name();
    }

    private static Fenced fenced(FencedCodeBlock block) {
        Node next = block.getNext();
        return new Fenced(
                line(block),
                block.getInfo(),
                block.getLiteral(),
                next instanceof TableBlock table ? Table.of(table) : null,
                next instanceof FencedCodeBlock code ? code.getLiteral().strip() : null);
    }

    private static int line(Block block) {
        return block.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private static List<Path> scripts(String html) {
        Matcher matcher = RUN.matcher(html);
        return matcher.find()
                ? Stream.of(matcher.group(1).split(" ", -1))
                        .map(Checkout.ROOT::resolve)
                        .toList()
                : List.of();
    }

    private static List<String> links(Node document) {
        List<String> links = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    private static String plain(Node node) {
        StringBuilder plain = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                plain.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                plain.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                plain.append(' ');
            }
        });
        return plain.toString();
    }

    private static Stream<Node> children(Node node) {
        return Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext);
    }
}
