// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoughtBeforeTest {
    private static final long NOW = Long.MAX_VALUE;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final BoughtBefore.Rules ONE_CUSTOMER = rules(10, 1, 1_000, 0);

    @Test
    void countsEachCustomerOncePerPairAtTheLatestTime() {
        List<Relationship> rows = derive(
                rules(10, 2, 1_000, 0),
                bought("a", "u", 0),
                bought("a", "v", 2),
                bought("a", "v", 5),
                bought("b", "u", 1),
                bought("b", "v", 3));

        assertThat(rows).containsExactly(Relationship.of("u", "v", 2L, 2.0, 3 * DAY, 5 * DAY));
    }

    @Test
    void purchasesOfTheSameTimeAreNoPair() {
        assertThat(derive(ONE_CUSTOMER, bought("a", "u", 1), bought("a", "v", 1)))
                .isEmpty();
    }

    @Test
    void aProductIsNotBoughtBeforeItself() {
        assertThat(derive(ONE_CUSTOMER, bought("a", "u", 1), bought("a", "u", 2)))
                .isEmpty();
    }

    @Test
    void theWindowIsInclusive() {
        assertThat(derive(ONE_CUSTOMER, bought("a", "u", 0), bought("a", "v", 10)))
                .hasSize(1);
        assertThat(derive(ONE_CUSTOMER, bought("a", "u", 0), new Purchase("a", "v", 10 * DAY + 1)))
                .isEmpty();
    }

    @Test
    void leavesOutPairsBelowTheSupport() {
        Purchase[] purchases = {bought("a", "u", 0), bought("a", "v", 1), bought("b", "u", 0), bought("b", "w", 1)};

        assertThat(derive(rules(10, 2, 1_000, 0), purchases)).isEmpty();
        assertThat(derive(ONE_CUSTOMER, purchases)).hasSize(2);
    }

    @Test
    void theCapKeepsTheNewestPurchasesAndTheirNearestPredecessors() {
        List<Relationship> rows = derive(
                rules(10, 1, 3, 0),
                bought("wholesaler", "p1", 1),
                bought("wholesaler", "p2", 2),
                bought("wholesaler", "p3", 3),
                bought("wholesaler", "p4", 4));

        assertThat(rows).extracting(row -> row.start() + row.end()).containsExactly("p1p4", "p2p4", "p3p4");
    }

    @Test
    void aHalfLifeHalvesTheWeightOfWhatIsThatOld() {
        List<Relationship> rows = derive(
                rules(10, 1, 1_000, 30),
                bought("a", "u", 0),
                bought("a", "v", 1),
                bought("b", "u", 30),
                bought("b", "v", 31));

        assertThat(rows).containsExactly(Relationship.of("u", "v", 2L, 1.5, DAY, 31 * DAY));
    }

    @Test
    void aPurchaseThatLiesAheadDoesNotAgeTheOthers() {
        Purchase[] purchases = {
            bought("a", "u", 0),
            bought("a", "v", 1),
            bought("b", "u", 30),
            bought("b", "v", 31),
            bought("c", "u", 90_000)
        };

        assertThat(BoughtBefore.of(List.of(purchases), rules(10, 1, 1_000, 30), 31 * DAY, Monitor.NONE))
                .containsExactly(Relationship.of("u", "v", 2L, 1.5, DAY, 31 * DAY));
        assertThat(BoughtBefore.of(List.of(purchases), rules(10, 1, 1_000, 30), DAY, Monitor.NONE))
                .containsExactly(Relationship.of("u", "v", 2L, 2.0, DAY, 31 * DAY));
    }

    @Test
    void noWeightVanishes() {
        List<Relationship> rows =
                derive(rules(10, 1, 1_000, 1), bought("a", "u", 0), bought("a", "v", 1), bought("b", "u", 20_000));

        assertThat((float) (double) rows.get(0).values().get(1)).isPositive();
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        List<Purchase> purchases = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            purchases.add(bought("c" + i % 7, "p" + i * i % 31, i % 23));
        }
        List<Relationship> expected = BoughtBefore.of(purchases, rules(5, 2, 40, 9), NOW, Monitor.NONE);

        Collections.shuffle(purchases, new Random(1));

        assertThat(expected).isNotEmpty();
        assertThat(BoughtBefore.of(purchases, rules(5, 2, 40, 9), NOW, Monitor.NONE))
                .isEqualTo(expected);
    }

    @Test
    void refusesImpossibleRules() {
        assertThatThrownBy(() -> rules(10, 0, 1, 0)).hasMessage("`minCustomers` must be at least 1, but was 0.");
        assertThatThrownBy(() -> rules(0, 1, 1, 0)).hasMessage("`window` must be longer than zero, but was PT0S.");
    }

    private static BoughtBefore.Rules rules(int windowDays, int customers, int cap, int halfLifeDays) {
        return new BoughtBefore.Rules(Duration.ofDays(windowDays), customers, cap, Duration.ofDays(halfLifeDays));
    }

    private static Purchase bought(String customer, String product, int day) {
        return new Purchase(customer, product, day * DAY);
    }

    private static List<Relationship> derive(BoughtBefore.Rules rules, Purchase... purchases) {
        return BoughtBefore.of(List.of(purchases), rules, NOW, Monitor.NONE);
    }
}
