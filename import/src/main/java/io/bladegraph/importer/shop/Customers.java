// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import io.bladegraph.importer.shop.Assortment.Model;
import io.bladegraph.importer.shop.ShopLog.Impression;
import io.bladegraph.importer.shop.ShopLog.Times;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Customers with tastes, for one year.
 *
 * <p>A customer goes on one or a few journeys: compare some models, buy one, then its accessories over the days and
 * weeks that follow, some of them in the same basket, perhaps then a companion device (a watch after the phone). One journey in thirty is a gift whose accessories came first, and
 * one customer in twenty buys something at random: the direction is clear in the large and noisy in the small.
 */
final class Customers {
    /** Start of the log, 2025-01-01T00:00:00Z. */
    static final long START = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();

    /** End of the log, exclusive: what would happen later is not seen. */
    static final long END = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private static final double DAY = 86_400;
    private static final double GIFT_RATE = 1 / 30.0;
    private static final double STRAY_RATE = .05;
    private static final double SAME_BASKET_RATE = .25;
    private static final double BRAND_LOYALTY = .7;
    private static final double SECOND_JOURNEY_RATE = .15;
    private static final double COMPANION_RATE = .25;
    private static final int IMPRESSIONS_PER_JOURNEY = 3;

    private final Assortment assortment;
    private final ShopLog log;
    private final List<WeightedChoice> modelChoices;

    Customers(Assortment assortment, ShopLog log) {
        this.assortment = assortment;
        this.log = log;
        this.modelChoices = IntStream.range(0, Family.ALL.size())
                .mapToObj(family -> WeightedChoice.of(assortment.models(family), this::popularity))
                .toList();
    }

    /** The taste and the luck of one customer. */
    private record Customer(int number, int taste, SplittableRandom random) {}

    /** Lets one customer live through the year. */
    void live(int number, long seed) {
        SplittableRandom random = Seeds.stream(seed, 3, number);
        Customer customer = new Customer(number, random.nextInt(4), random);
        int favorite = random.nextInt(Family.ALL.size());
        Model last = null;
        int journeys = random.nextDouble() < SECOND_JOURNEY_RATE ? 2 : 1;
        for (int journey = 0; journey < journeys; journey++) {
            int family = random.nextDouble() < .5 ? favorite : random.nextInt(Family.ALL.size());
            if (!assortment.models(family).isEmpty()) {
                last = travel(customer, chooseModel(customer, family, last), anyTime(random));
            }
        }
        if (random.nextDouble() < STRAY_RATE) {
            buy(customer, random.nextInt(assortment.size()), anyTime(random), 1);
        }
    }

    /** Returns the last model bought: the journey may go on to the companion of the device. */
    private Model travel(Customer customer, Model model, long at) {
        SplittableRandom random = customer.random();
        int device = choose(customer, model.variants());
        compare(customer, model, device);
        buy(customer, device, at, 1);
        buyAccessories(customer, model, at);
        recommend(customer, model, at);
        int companion = Family.ALL.get(model.family()).companion();
        if (companion < 0 || random.nextDouble() > COMPANION_RATE) {
            return model;
        }
        List<Model> candidates = ofBrand(companion, model);
        return candidates.isEmpty()
                ? model
                : travel(customer, candidates.get(random.nextInt(candidates.size())), at + delay(random, 60));
    }

    private Model chooseModel(Customer customer, int family, Model last) {
        boolean loyal =
                last != null && last.family() == family && customer.random().nextDouble() < BRAND_LOYALTY;
        List<Model> models = loyal ? ofBrand(family, last) : assortment.models(family);
        int index = loyal
                ? customer.random().nextInt(models.size())
                : modelChoices.get(family).next(customer.random());
        return models.get(index);
    }

    /** The models of a family with the same place among the brands: the brand itself, or its partner. */
    private List<Model> ofBrand(int family, Model owned) {
        List<Model> models = assortment.models(family);
        int first = Math.min(models.size(), AccessoryKind.Scope.BRAND.first(owned.index()));
        return models.subList(first, Math.min(models.size(), AccessoryKind.Scope.BRAND.first(owned.index() + 6)));
    }

    private void buyAccessories(Customer customer, Model model, long deviceAt) {
        SplittableRandom random = customer.random();
        List<AccessoryKind> kinds = Family.ALL.get(model.family()).accessories();
        boolean gift = random.nextDouble() < GIFT_RATE;
        long[] boughtAt = new long[kinds.size()];
        for (int kind = 0; kind < kinds.size(); kind++) {
            boughtAt[kind] = ShopLog.NEVER;
            long since = parentTime(kinds, kind, boughtAt, deviceAt);
            int[] items = assortment.accessories(model, kind);
            if (since == ShopLog.NEVER
                    || items.length == 0
                    || random.nextDouble() > kinds.get(kind).demand().rate()) {
                continue;
            }
            boolean sameBasket = random.nextDouble() < SAME_BASKET_RATE;
            long delay = sameBasket ? 0 : delay(random, kinds.get(kind).demand().delayDays());
            long at = gift ? since - delay : since + delay;
            boughtAt[kind] = at;
            for (int repeat = 0;
                    repeat <= random.nextInt(kinds.get(kind).demand().repeats() + 1);
                    repeat++) {
                buy(customer, choose(customer, items), at, 1 + random.nextInt(5) / 4);
                at += delay(random, kinds.get(kind).demand().delayDays());
            }
            compareItems(customer, items);
        }
    }

    /** When the device or accessory that this kind goes with was bought. */
    private static long parentTime(List<AccessoryKind> kinds, int kind, long[] boughtAt, long deviceAt) {
        for (int parent = 0; parent < kind; parent++) {
            if (kinds.get(parent).name().equals(kinds.get(kind).parent())) {
                return boughtAt[parent];
            }
        }
        return deviceAt;
    }

    /** Shows recommendations after a purchase; what comes of them depends on what they are. */
    private void recommend(Customer customer, Model owned, long deviceAt) {
        SplittableRandom random = customer.random();
        for (int i = 0; i < IMPRESSIONS_PER_JOURNEY; i++) {
            long shown = deviceAt + delay(random, 10);
            int[] fitting = assortment.accessories(
                    owned,
                    random.nextInt(Family.ALL.get(owned.family()).accessories().size()));
            boolean fits = fitting.length > 0 && random.nextDouble() < .6;
            int product = fits ? choose(customer, fitting) : random.nextInt(assortment.size());
            boolean sameBrand = assortment.product(product).brand().equals(owned.brand());
            int position = 1 + random.nextInt(10);
            if (shown < END) {
                Times times = follow(random, shown, appeal(product, position, fits, sameBrand));
                log.shown(new Impression(customer.number(), product, position, fits, sameBrand, times));
                if (times.purchased() != ShopLog.NEVER) {
                    log.purchased(customer.number(), product, times.purchased(), 1);
                }
            }
        }
    }

    private double appeal(int product, int position, boolean fits, boolean sameBrand) {
        double price = Math.min(assortment.product(product).price(), 300);
        return (fits ? 1.6 : 0) + (sameBrand ? .3 : 0) - .12 * position - .006 * price;
    }

    /** From seen to clicked, put into the cart and bought. */
    private static Times follow(SplittableRandom random, long shown, double appeal) {
        if (random.nextDouble() > Logistic.sigmoid(appeal - 1)) {
            return new Times(shown, ShopLog.NEVER, ShopLog.NEVER, ShopLog.NEVER);
        }
        long clicked = shown + 5 + random.nextInt(120);
        boolean cart = random.nextDouble() < Logistic.sigmoid(appeal - 1.5);
        long cartAt = cart ? clicked + 20 + random.nextInt(600) : ShopLog.NEVER;
        boolean buys = random.nextDouble() < Logistic.sigmoid(appeal - 2.5 + (cart ? 2 : 0));
        long purchased = buys ? Math.max(clicked, cartAt) + delay(random, cart ? 2 : 9) : ShopLog.NEVER;
        return new Times(shown, clicked, seen(cartAt), seen(purchased));
    }

    private void compare(Customer customer, Model chosen, int device) {
        SplittableRandom random = customer.random();
        for (int i = 0; i < 2; i++) {
            Model other = assortment
                    .models(chosen.family())
                    .get(modelChoices.get(chosen.family()).next(random));
            log.viewedWith(device, choose(customer, other.variants()));
        }
        log.viewedWith(device, chosen.variants()[random.nextInt(chosen.variants().length)]);
    }

    private void compareItems(Customer customer, int[] items) {
        log.viewedWith(choose(customer, items), items[customer.random().nextInt(items.length)]);
    }

    private void buy(Customer customer, int product, long at, int quantity) {
        if (at >= START && at < END) {
            log.purchased(customer.number(), product, at, quantity);
        }
    }

    /** Popularity decides, and taste: every fourth product is twice as likely. */
    private int choose(Customer customer, int[] items) {
        double total = 0;
        for (int item : items) {
            total += attraction(customer, item);
        }
        double left = customer.random().nextDouble() * total;
        for (int item : items) {
            left -= attraction(customer, item);
            if (left < 0) {
                return item;
            }
        }
        return items[items.length - 1];
    }

    private double attraction(Customer customer, int item) {
        return assortment.product(item).popularity() * (item % 4 == customer.taste() ? 2 : 1);
    }

    private double popularity(Model model) {
        return assortment.product(model.variants()[0]).popularity();
    }

    /** Any time of the year, one in four in the season before Christmas. */
    private static long anyTime(SplittableRandom random) {
        long start = random.nextDouble() < .25 ? END - (long) (45 * DAY) : START;
        return start + random.nextLong(END - start);
    }

    /** At least half an hour, exponentially distributed beyond. */
    private static long delay(SplittableRandom random, double meanDays) {
        return 1_800 + (long) (-StrictMath.log(1 - random.nextDouble()) * meanDays * DAY);
    }

    private static long seen(long at) {
        return at < END ? at : ShopLog.NEVER;
    }
}
