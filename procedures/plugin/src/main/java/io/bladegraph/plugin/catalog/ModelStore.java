// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import io.bladegraph.plugin.config.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The models of one database, a file each, in a folder of the plugin's own below the server's data directory.
 *
 * <p>A model appears and disappears as a whole: files are written elsewhere and renamed. Thread-safe.
 */
public final class ModelStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String EXTENSION = ".blade";

    private final Path folder;
    private final Map<String, Object> inUse = new ConcurrentHashMap<>();

    /**
     * A store in a folder, which is made when the first model is saved.
     *
     * @param folder where the files lie
     */
    public ModelStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Checks a name before any work is done for it.
     *
     * @param name what the user calls the model
     * @param overwrite whether a model of that name may be replaced
     * @param user who wants it; empty if authentication is off
     * @return {@code name}
     * @throws IllegalArgumentException if the name is malformed, or taken and {@code overwrite} false
     * @throws SecurityException if the model to be replaced is another user's
     */
    public String checkFree(String name, boolean overwrite, String user) {
        if (exists(name) && !overwrite) {
            throw new IllegalArgumentException("A model named `" + name
                    + "` exists already. Maybe choose another `modelName`, or set `overwrite: true`.");
        }
        requireOwner(name, user);
        return name;
    }

    /**
     * Whether there is a model.
     *
     * @param name what the user calls the model
     * @return true if it exists
     */
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    /**
     * Saves a model of the user that its header names.
     *
     * @param model the model
     * @param overwrite whether a model of that name may be replaced
     * @return the model on disk
     * @throws IllegalArgumentException if the name is taken and {@code overwrite} false
     */
    public synchronized Entry save(StoredModel model, boolean overwrite) {
        String name = checkFree(model.header().name(), overwrite, model.header().user());
        try {
            Files.createDirectories(folder);
            ModelFile.write(model, path(name));
        } catch (IOException e) {
            throw failed(
                    "Model `" + name + "` could not be saved in " + folder + ": " + e.getMessage()
                            + ". A model of that name that was there before is unchanged.",
                    e);
        }
        inUse.remove(name);
        return entry(name);
    }

    /** Removes the unfinished files of a server that died while it saved models; none may be being saved now. */
    public synchronized void removeUnfinished() {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.filter(ModelFile::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed("Unfinished models in " + folder + " could not be removed.", e);
        }
    }

    /**
     * Loads a model.
     *
     * @param name what the user calls the model
     * @return the model
     * @throws IllegalArgumentException if there is none, or its file is damaged
     */
    public StoredModel load(String name) {
        requireExists(name);
        return accessing(name, () -> ModelFile.read("The file of model `" + name + "`", path(name)));
    }

    /**
     * A model in the form in which it is applied, kept in memory until it is replaced or dropped.
     *
     * @param name what the user calls the model
     * @param form the class of the result; each type of model has one
     * @param maker makes the form from the model on disk
     * @param <T> type of the result
     * @return always the same object as long as the model is the same
     * @throws IllegalArgumentException if there is none, its file is damaged, or the maker refuses it
     */
    public <T> T inUse(String name, Class<T> form, Function<StoredModel, T> maker) {
        Object kept = name == null ? null : inUse.get(name);
        if (form.isInstance(kept)) {
            return form.cast(kept);
        }
        requireExists(name);
        // the map holds the name while it loads, so a model that is saved meanwhile is removed after, never before
        return form.cast(inUse.compute(name, (key, old) -> form.isInstance(old) ? old : maker.apply(load(key))));
    }

    /**
     * What is known about a model without loading its tables.
     *
     * @param name what the user calls the model
     * @return the model on disk
     * @throws IllegalArgumentException if there is none, or its file is damaged
     */
    public Entry entry(String name) {
        requireExists(name);
        return accessing(name, () -> {
            ModelHeader header = ModelFile.header("The file of model `" + name + "`", path(name));
            return new Entry(header.named(name), Files.size(path(name)));
        });
    }

    /**
     * A model on disk.
     *
     * @param header what is known about it
     * @param sizeBytes the size of its file
     */
    public record Entry(ModelHeader header, long sizeBytes) {}

    /**
     * The names of all models.
     *
     * @return in alphabetical order
     */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(EXTENSION))
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("The models in " + folder + " could not be listed.", e);
        }
    }

    /**
     * Removes a model for good.
     *
     * @param name what the user calls the model
     * @param user who wants it; empty if authentication is off
     * @throws IllegalArgumentException if there is none
     * @throws SecurityException if it is another user's
     */
    public synchronized void drop(String name, String user) {
        requireExists(name);
        requireOwner(name, user);
        accessing(name, () -> Files.deleteIfExists(path(name)));
        inUse.remove(name);
    }

    /**
     * A model as bytes, for another server.
     *
     * @param name what the user calls the model
     * @return its file, checked
     * @throws IllegalArgumentException if there is none, or its file is damaged
     */
    public byte[] exportBytes(String name) {
        load(name);
        return accessing(name, () -> Files.readAllBytes(path(name)));
    }

    /**
     * Takes in a model from another server.
     *
     * @param name what to call it here
     * @param content as exported
     * @param overwrite whether a model of that name may be replaced
     * @param user whose model it becomes
     * @return the model on disk
     * @throws IllegalArgumentException if the content is no model, or the name is taken
     * @throws SecurityException if the model to be replaced is another user's
     */
    public Entry importBytes(String name, byte[] content, boolean overwrite, String user) {
        checkFree(name, overwrite, user);
        StoredModel model = accessing(name, () -> ModelFile.read("`content`", content));
        return save(model.named(name, user), overwrite);
    }

    /** The database shows the innermost cause alone, so that one has to say everything. */
    private static UncheckedIOException failed(String message, IOException reason) {
        var cause = new IOException(message);
        cause.addSuppressed(reason);
        return new UncheckedIOException(message, cause);
    }

    /** Something that reads or writes files. */
    private interface FileAccess<T> {
        T run() throws IOException;
    }

    private <T> T accessing(String name, FileAccess<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw failed("The file of model `" + name + "` in " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Models of nobody are everybody's: those made while authentication was off, and files that cannot be read. */
    private void requireOwner(String name, String user) {
        String owner = exists(name) ? owner(name) : "";
        if (!owner.isEmpty() && !user.isEmpty() && !owner.equals(user)) {
            throw new SecurityException("The model `" + name + "` is of the user `" + owner
                    + "`, who alone can replace or drop it. Maybe choose another `modelName`.");
        }
    }

    private String owner(String name) {
        try {
            return entry(name).header().user();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return "";
        }
    }

    private void requireExists(String name) {
        if (!exists(name)) {
            throw new IllegalArgumentException("There is no model named `" + name + "` in this database."
                    + Suggestion.of(name, names(), "models"));
        }
    }

    private Path path(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "`modelName` must be 1 to 64 letters, digits, `_`, `-` or `.`, but was '" + name + "'.");
        }
        return folder.resolve(name + EXTENSION);
    }
}
