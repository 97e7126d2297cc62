package org.verdite.ui.book;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// Finds what a workbook calls a thing in either language of the program, or by its code: a workbook made in one
/// language is read in the other.
public final class BothLanguages {

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private final MessageSource messages;

    public BothLanguages(MessageSource messages) {
        this.messages = messages;
    }

    /// @param key of the message that says the code's word
    public boolean called(String written, String code, String key) {
        String normal = normal(written);
        return normal.equals(normal(code))
                || LOCALES.stream().anyMatch(l -> normal.equals(normal(messages.getMessage(key, null, l))));
    }

    /// The code of a choice, written as code or as either language says it; as it was written when it is none.
    ///
    /// @param words prefix of the message keys of the choices
    public String choice(String written, List<String> codes, String words) {
        return codes.stream()
                .filter(code -> called(written, code, words + code))
                .findFirst()
                .orElse(written);
    }

    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\s+", " ")
                .strip()
                .toUpperCase(Locale.ROOT);
    }
}
