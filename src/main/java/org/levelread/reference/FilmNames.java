package org.levelread.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.levelread.cases.Film;

/// The films of a study by what people call them: "Film 7", "7", the name of the uploaded picture, or the film's id. Of a
/// picture's name only the pseudonym is kept, so a name is looked for by its pseudonym, too.
final class FilmNames {
    static final String EXPECTED = "a film of this study: its number (7 or Film 7), its file's name or its id";

    private final Map<String, Film> byName = new HashMap<>();

    private final UnaryOperator<String> pseudonym;

    /// @param pseudonym of a file's name
    FilmNames(List<Film> films, UnaryOperator<String> pseudonym) {
        this.pseudonym = pseudonym;
        // numbers and ids are unique; a file's name is not, and then it names nobody
        Map<String, Integer> files = new HashMap<>();
        for (Film film : films) files.merge(key(film.originalName()), 1, Integer::sum);
        for (Film film : films) {
            if (files.get(key(film.originalName())) == 1) byName.put(key(film.originalName()), film);
        }
        for (Film film : films) {
            byName.put(key(film.title()), film);
            byName.put(Integer.toString(film.number()), film);
            byName.put(film.id().toString(), film);
        }
    }

    Optional<Film> find(String name) {
        return Optional.ofNullable(byName.get(key(name)))
                .or(() -> Optional.ofNullable(byName.get(key(pseudonym.apply(name)))));
    }

    /// The film that a segmentation's file is named after: "film-7.seg.nrrd", or the film's own name with another
    /// ending.
    Optional<Film> ofSegmentation(String fileName) {
        String stem = stem(fileName);
        for (Film film : byName.values()) if (stem(film.originalName()).equals(stem)) return Optional.of(film);
        Film picture = byName.get(key(pseudonym.apply(stem)));
        if (picture != null) return Optional.of(picture);
        return find(stem).or(() -> find(stem.replaceFirst("^film[-_ ]?0*", "")));
    }

    Optional<Film> find(UUID id) {
        return find(id.toString());
    }

    private static String stem(String name) {
        return key(name).replaceFirst("(\\.seg)?\\.nrrd$|\\.(dcm|png|jpe?g)$", "");
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
