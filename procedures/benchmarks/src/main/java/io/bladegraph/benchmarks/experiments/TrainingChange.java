// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.training.TrainingConfig;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Changes a training as users do: by key and value, such as {@code "sampler=uniform, fanOut=10"}.
 *
 * <p>The keys are the components of the records that a {@link TrainingConfig} is made of; the {@code kind} of a record goes by
 * the name of the record, {@code sampler} or {@code loss}. So the keys are those of {@code blade.train}, and a component
 * that is added tomorrow has its key at once.
 */
final class TrainingChange {
    private TrainingChange() {}

    /** The training with the changes made; a key that it does not have is refused. */
    static TrainingConfig apply(TrainingConfig training, String changes) {
        Map<String, String> left = new LinkedHashMap<>();
        for (String change : changes.split(",", -1)) {
            String[] keyAndValue = change.strip().split("=", -1);
            if (keyAndValue.length != 2) {
                throw new IllegalArgumentException("A change must be written key=value, but was `" + change + "`.");
            }
            left.put(keyAndValue[0], keyAndValue[1]);
        }
        TrainingConfig changed = (TrainingConfig) changed("", training, left);
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("A training has no " + left.keySet() + ".");
        }
        return changed;
    }

    /** Takes the changes that it makes out of the map. */
    private static Record changed(String name, Record original, Map<String, String> left) {
        RecordComponent[] components = original.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getAccessor().invoke(original);
                String key = components[i].getName().equals("kind") ? name : components[i].getName();
                if (values[i] instanceof Record part) {
                    values[i] = changed(key, part, left);
                } else if (left.containsKey(key)) {
                    values[i] = parsed(left.remove(key), values[i]);
                }
            }
            return original.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot change " + original, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Object parsed(String text, Object old) {
        if (old instanceof Integer) {
            return Integer.valueOf(text);
        } else if (old instanceof Long) {
            return Long.valueOf(text);
        } else if (old instanceof Double) {
            return Double.valueOf(text);
        } else if (old instanceof Boolean) {
            return Boolean.valueOf(text);
        } else if (old instanceof Enum<?> word) {
            for (Object constant : word.getDeclaringClass().getEnumConstants()) {
                if (constant.toString().equals(text.toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
        }
        throw new IllegalArgumentException("`" + text + "` cannot take the place of " + old + ".");
    }
}
