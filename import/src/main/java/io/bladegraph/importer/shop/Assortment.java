// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import io.bladegraph.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The products of a demo shop and what fits what.
 *
 * <p>Models are added family by family in turn, each with its variants and the accessories of every scope that it
 * opens, until the wanted number of products is reached. Product numbers say nothing: they are shuffled, because in
 * real data an id that grows with time would give the direction away. Files are written in the order of the numbers for
 * the same reason.
 */
final class Assortment {
    private static final List<String> FIRST_SYLLABLES = List.of(
            "Kes", "Bri", "Nor", "Ael", "Tam", "Vol", "Zen", "Hal", "Ori", "Pax", "Lum", "Dra", "Fen", "Mir", "Sol",
            "Qui", "Ras", "Ulm", "Wex", "Yor");
    private static final List<String> LAST_SYLLABLES = List.of(
            "to", "va", "dex", "mo", "lin", "ra", "co", "ber", "nix", "dal", "tek", "so", "wa", "ply", "ga", "ton",
            "fi", "ric", "ume", "zo");
    private static final List<String> EDITIONS = List.of("", " Pro", " Lite");

    /** Zipf exponent of the popularity of models, styles and variants. */
    private static final double SKEW = .8;

    private final ShopConfig config;
    private final SplittableRandom random;
    private final List<ShopProduct> products = new ArrayList<>();
    private final List<List<Model>> models = new ArrayList<>();
    private final Map<Group, int[]> accessories = new HashMap<>();
    private final int[] numbers;
    private final int[] byNumber;

    /**
     * A device model.
     *
     * @param family index of its family
     * @param index number of the model within the family
     * @param brand made-up brand
     * @param name "Kesto 5 Pro"
     * @param variants its products
     */
    record Model(int family, int index, String brand, String name, int[] variants) {}

    /** The accessories of one kind that fit one group of models. */
    private record Group(int family, int kind, int group) {}

    Assortment(ShopConfig config) {
        this.config = config;
        this.random = Seeds.stream(config.seed(), 1);
        Family.ALL.forEach(family -> models.add(new ArrayList<>()));
        for (int family = 0; products.size() < config.products(); family = (family + 1) % Family.ALL.size()) {
            addModel(family);
        }
        numbers = Seeds.shuffled(config.products(), Seeds.stream(config.seed(), 2));
        byNumber = new int[numbers.length];
        for (int product = 0; product < numbers.length; product++) {
            byNumber[numbers[product]] = product;
        }
    }

    int size() {
        return products.size();
    }

    ShopProduct product(int product) {
        return products.get(product);
    }

    String id(int product) {
        return "P" + (1_000_000 + numbers[product]);
    }

    /** The public number of a product, from 0. */
    int number(int product) {
        return numbers[product];
    }

    /** The product that has a public number. */
    int byNumber(int number) {
        return byNumber[number];
    }

    List<Model> models(int family) {
        return models.get(family);
    }

    /** The products of an accessory kind that fit a model, perhaps none at the end of a small assortment. */
    int[] accessories(Model model, int kind) {
        AccessoryKind.Scope scope =
                Family.ALL.get(model.family()).accessories().get(kind).scope();
        return accessories.getOrDefault(new Group(model.family(), kind, scope.group(model.index())), new int[0]);
    }

    private void addModel(int familyIndex) {
        Family family = Family.ALL.get(familyIndex);
        List<Model> siblings = models.get(familyIndex);
        int index = siblings.size();
        int brandNumber = AccessoryKind.Scope.BRAND.group(index) * Family.ALL.size() + familyIndex;
        String brand = brand(brandNumber);
        String name = brand + " " + (1 + index % 6 / EDITIONS.size()) + EDITIONS.get(index % EDITIONS.size());
        double level = 1 + 2 * random.nextDouble();
        double popularity = popularity(random.nextInt(20));
        List<ShopProduct> variants = new ArrayList<>();
        for (int i = 0; i < family.variants().size(); i++) {
            double price = family.price() * level * (1 + .15 * i);
            variants.add(new ShopProduct(
                    name + " " + family.variants().get(i),
                    family.name(),
                    family.device(),
                    brand,
                    price,
                    popularity * popularity(i)));
        }
        siblings.add(new Model(familyIndex, index, brand, name, add(variants)));
        for (int kind = 0; kind < family.accessories().size(); kind++) {
            if (family.accessories().get(kind).scope().opensAt(index)) {
                addAccessories(siblings.get(index), kind);
            }
        }
    }

    private void addAccessories(Model model, int kindIndex) {
        Family family = Family.ALL.get(model.family());
        AccessoryKind kind = family.accessories().get(kindIndex);
        int group = kind.scope().group(model.index());
        String fits = fits(model, kind, group, family);
        String brand = kind.scope().compareTo(AccessoryKind.Scope.BRAND) <= 0 ? model.brand() : "Universal";
        int[] ranks = Seeds.shuffled(kind.styles().size(), random);
        List<ShopProduct> added = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            String name = fits + " " + kind.styles().get(i) + " " + kind.name();
            double price = kind.price() * (1 + .3 * i) * (.8 + .4 * random.nextDouble());
            added.add(new ShopProduct(name, family.name(), kind.name(), brand, price, popularity(ranks[i])));
        }
        accessories.put(new Group(model.family(), kindIndex, group), add(added));
    }

    private static String fits(Model model, AccessoryKind kind, int group, Family family) {
        return switch (kind.scope()) {
            case MODEL -> model.name();
            case BRAND -> model.brand();
            case CONNECTOR ->
                "Type " + (char) ('A' + group % 26) + (group < 26 ? "" : String.valueOf(group / 26)) + " "
                        + family.device();
            case MARKET -> "Universal" + (group == 0 ? "" : " " + (group + 1)) + " " + family.device();
        };
    }

    /** Adds as many as there is room for. */
    private int[] add(List<ShopProduct> wanted) {
        int count = Math.min(wanted.size(), config.products() - products.size());
        int[] added = new int[count];
        for (int i = 0; i < count; i++) {
            added[i] = products.size();
            products.add(wanted.get(i));
        }
        return added;
    }

    private static String brand(int number) {
        int pairs = FIRST_SYLLABLES.size() * LAST_SYLLABLES.size();
        int mixed = number % pairs * 7 % pairs;
        String name = FIRST_SYLLABLES.get(mixed % FIRST_SYLLABLES.size())
                + LAST_SYLLABLES.get(mixed / FIRST_SYLLABLES.size());
        return number < pairs ? name : name + "-" + (1 + number / pairs);
    }

    private static double popularity(int rank) {
        return StrictMath.pow(rank + 1, -SKEW);
    }
}
