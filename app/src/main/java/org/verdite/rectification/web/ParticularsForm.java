package org.verdite.rectification.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.Clause;
import org.verdite.rectification.Nature;
import org.verdite.rectification.Particulars;
import org.verdite.rectification.Place;
import org.verdite.rectification.Source;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// The particulars of an item as fields of a form.
final class ParticularsForm {

    private static final Pattern COORDINATES =
            Pattern.compile("(-?\\d{1,2}(?:\\.\\d{1,9})?)\\s*[,，;；\\s]\\s*(-?\\d{1,3}(?:\\.\\d{1,9})?)");

    private ParticularsForm() {}

    static Ask found(Ask ask, Texts t) {
        return ask.choice("source", t.of("rectification.list.source"), "", false, ItemWords.sources(t))
                .choice("nature", t.of("rectification.field.nature"), "", false, natures(t))
                .optional(
                        "standard",
                        t.of("rectification.field.standard"),
                        "text",
                        t.of("rectification.field.standard.hint"))
                .optional("edition", t.of("rectification.field.edition"), "text", "")
                .optional("clause", t.of("rectification.field.clause"), "text", "")
                .optional(
                        "immediate",
                        t.of("rectification.field.immediate"),
                        "textarea",
                        t.of("rectification.field.immediate.hint"));
    }

    static Ask placed(Ask ask, Texts t) {
        return ask.optional("place", t.of("rectification.field.place"), "text", t.of("rectification.field.place.hint"))
                .optional(
                        "coordinates",
                        t.of("rectification.field.coordinates"),
                        "text",
                        t.of("rectification.field.coordinates.hint"));
    }

    private static Map<String, String> natures(Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (Nature nature : Nature.values()) {
            words.put(nature.name(), t.of("rectification.nature." + nature));
        }
        return words;
    }

    static Form fill(Form form, Particulars p) {
        form.with("source", p.source()).with("nature", p.nature()).with("immediate", p.immediate());
        var clause = p.clause();
        if (clause != null) {
            form.with("standard", clause.standard())
                    .with("edition", clause.edition())
                    .with("clause", clause.number());
        }
        var place = p.place();
        if (place != null) {
            form.with("place", place.text()).with("coordinates", coordinates(place));
        }
        return form;
    }

    /// "26.1, 101.2", or empty.
    static String coordinates(Place place) {
        var latitude = place.latitude();
        var longitude = place.longitude();
        return latitude == null || longitude == null
                ? ""
                : latitude.stripTrailingZeros().toPlainString() + ", "
                        + longitude.stripTrailingZeros().toPlainString();
    }

    /// Problems stand at their fields; the caller checks.
    static Particulars of(Form form) {
        var source = form.has("source") ? form.choice("source", Source.class) : null;
        var nature = form.has("nature") ? form.choice("nature", Nature.class) : Nature.NONCONFORMITY;
        String standard = form.optionalText("standard", 80);
        String edition = form.optionalText("edition", 80);
        String number = form.optionalText("clause", 80);
        return new Particulars(
                source,
                Objects.requireNonNullElse(nature, Nature.NONCONFORMITY),
                standard.isBlank() && edition.isBlank() && number.isBlank()
                        ? null
                        : new Clause(standard, edition, number),
                place(form),
                form.optionalText("immediate", 2000));
    }

    private static @Nullable Place place(Form form) {
        String text = form.optionalText("place", 200);
        String typed = form.typed("coordinates").strip();
        if (typed.isEmpty()) {
            return text.isBlank() ? null : Place.of(text);
        }
        var at = COORDINATES.matcher(typed);
        if (!at.matches()) {
            form.problem("coordinates", "rectification.place.coordinates");
            return null;
        }
        return new Place(text, new BigDecimal(at.group(1)), new BigDecimal(at.group(2)));
    }
}
