// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import io.bladegraph.Requires;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.graphdb.Node;

/**
 * Typed reads of a configuration map from Cypher.
 *
 * <p>Each read names a key, and the keys read are the keys known: {@link #finish} refuses all others and returns the
 * effective configuration, defaults included, in the order of the reads. A key whose value is {@code null} counts as
 * absent. Not thread-safe.
 */
public final class ConfigReader {
    private final Map<String, Object> given;
    private final Map<String, Object> effective = new LinkedHashMap<>();

    private ConfigReader(Map<String, Object> given) {
        this.given = given;
    }

    /**
     * Starts to read a map.
     *
     * @param given the map as the user wrote it
     * @return a reader that has read nothing yet
     */
    public static ConfigReader of(Map<String, Object> given) {
        return new ConfigReader(given);
    }

    /**
     * A string.
     *
     * @param key the key
     * @param fallback the value if the key is absent; may be {@code null}
     * @return the string
     */
    public String text(String key, String fallback) {
        Object value = given(key);
        Requires.that(value == null || value instanceof String, key, "a string", shown(value), value);
        return keep(key, value == null ? fallback : (String) value);
    }

    /**
     * A string that must be given.
     *
     * @param key the key
     * @return the string
     */
    public String requiredText(String key) {
        String value = text(key, null);
        if (value == null) {
            throw new IllegalArgumentException("`" + key + "` is missing.");
        }
        return value;
    }

    /**
     * A whole number. Floats without a fraction count too: JavaScript knows no others.
     *
     * @param key the key
     * @param fallback the value if the key is absent
     * @return the number
     */
    public long integer(String key, long fallback) {
        Object value = given(key);
        boolean whole = value instanceof Long || (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15);
        Requires.that(value == null || whole, key, "a whole number", shown(value), value);
        return keep(key, value == null ? fallback : ((Number) value).longValue());
    }

    /**
     * A whole number of a closed range.
     *
     * @param key the key
     * @param fallback the value if the key is absent
     * @param min smallest allowed value
     * @param max largest allowed value
     * @return the number
     */
    public int integer(String key, int fallback, int min, int max) {
        return (int) Requires.inRange(key, integer(key, fallback), min, max);
    }

    /**
     * A number.
     *
     * @param key the key
     * @param fallback the value if the key is absent
     * @return the number
     */
    public double number(String key, double fallback) {
        Object value = given(key);
        Requires.that(value == null || value instanceof Number, key, "a number", shown(value), value);
        return keep(key, value == null ? fallback : ((Number) value).doubleValue());
    }

    /**
     * A truth value.
     *
     * @param key the key
     * @param fallback the value if the key is absent
     * @return true or false
     */
    public boolean flag(String key, boolean fallback) {
        Object value = given(key);
        Requires.that(value == null || value instanceof Boolean, key, "true or false", shown(value), value);
        return keep(key, value == null ? fallback : (Boolean) value);
    }

    /**
     * A list of names; a single string counts as a list of one.
     *
     * @param key the key
     * @return the names, without repetitions; empty if the key is absent
     */
    public List<String> names(String key) {
        Object value = given(key);
        List<?> list =
                value == null ? List.of() : value instanceof List<?> many ? many : Collections.singletonList(value);
        boolean strings = list.stream().allMatch(String.class::isInstance);
        Requires.that(strings, key, "a string or a list of strings", shown(value), value);
        return keep(key, list.stream().map(String.class::cast).distinct().toList());
    }

    /**
     * A list of whole numbers; a single number counts as a list of one.
     *
     * @param key the key
     * @param fallback the value if the key is absent
     * @return the numbers
     */
    public List<Integer> integers(String key, List<Integer> fallback) {
        Object value = given(key);
        List<?> list =
                value == null ? fallback : value instanceof List<?> many ? many : Collections.singletonList(value);
        boolean whole = list.stream()
                .allMatch(item -> item instanceof Number number && number.doubleValue() == number.intValue());
        Requires.that(whole, key, "a whole number or a list of whole numbers", shown(value), value);
        List<Integer> numbers =
                list.stream().map(item -> ((Number) item).intValue()).toList();
        keep(key, numbers.stream().map(Integer::longValue).toList());
        return numbers;
    }

    /**
     * One of a few words, blind to case.
     *
     * @param key the key
     * @param fallback the value if the key is absent
     * @param <E> the words
     * @return the word chosen
     */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        Class<E> words = fallback.getDeclaringClass();
        Object value = given(key);
        E chosen = value == null
                ? fallback
                : Stream.of(words.getEnumConstants())
                        .filter(word ->
                                value instanceof String text && word(word).equalsIgnoreCase(text))
                        .findFirst()
                        .orElse(null);
        Requires.that(chosen != null, key, "one of " + words(words), shown(value), value);
        keep(key, word(chosen));
        return chosen;
    }

    /**
     * Some of a few words, blind to case; a single word counts as a list of one.
     *
     * @param key the key
     * @param words the words to choose from
     * @param <E> the words
     * @return the words chosen, without repetitions; empty if the key is absent
     */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> words) {
        List<E> chosen = names(key).stream()
                .map(text -> {
                    E word = find(words, text);
                    return Requires.that(word != null, key, "among " + words(words), shown(text), word);
                })
                .distinct()
                .toList();
        keep(key, chosen.stream().map(ConfigReader::word).toList());
        return chosen;
    }

    /**
     * Some of a few words, or {@code true} for the usual ones and {@code false} for none.
     *
     * @param key the key
     * @param words the words to choose from
     * @param usual the words that {@code true} stands for, as does the absence of the key
     * @param <E> the words
     * @return the words chosen, without repetitions
     */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> words, List<E> usual) {
        Object value = given(key);
        if (value != null && !(value instanceof Boolean)) {
            return choices(key, words);
        }
        List<E> chosen = Boolean.FALSE.equals(value) ? List.of() : usual;
        keep(key, chosen.stream().map(ConfigReader::word).toList());
        return chosen;
    }

    /**
     * A list of nodes; a single node counts as a list of one.
     *
     * @param key the key
     * @return the nodes, or {@code null} if the key is absent
     */
    public List<Node> nodes(String key) {
        Object value = given(key);
        if (value == null) {
            return keep(key, null);
        }
        List<?> list = value instanceof List<?> many ? many : Collections.singletonList(value);
        boolean nodes = list.stream().allMatch(Node.class::isInstance);
        Requires.that(nodes, key, "a node or a list of nodes", shown(value), value);
        return keep(key, list.stream().map(Node.class::cast).toList());
    }

    /**
     * Ends the reading.
     *
     * @return every key read, with its value or its default
     * @throws IllegalArgumentException if the map has a key that was never read
     */
    public Map<String, Object> finish() {
        for (String key : given.keySet()) {
            if (!effective.containsKey(key)) {
                throw new IllegalArgumentException(
                        "Unknown configuration key `" + key + "`." + Suggestion.of(key, effective.keySet(), "keys"));
            }
        }
        return Collections.unmodifiableMap(effective);
    }

    private Object given(String key) {
        return given.get(key);
    }

    private <T> T keep(String key, T value) {
        effective.put(key, value);
        return value;
    }

    private static <E extends Enum<E>> E find(Class<E> words, Object value) {
        return Stream.of(words.getEnumConstants())
                .filter(word -> value instanceof String text && word(word).equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }

    /** {@code SOME_WORD} as users write it: {@code someWord}. */
    private static String word(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_", 0)) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }

    private static String words(Class<? extends Enum<?>> words) {
        return Stream.of(words.getEnumConstants())
                .map(word -> "'" + word(word) + "'")
                .collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }
}
