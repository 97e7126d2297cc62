package org.verdite.shared;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A text of a user in one or more languages. The original is authoritative; the others are its translations.
/// In the database: `{"_": "en", "en": "Egret Valley", "zh": "白鹭谷"}`, read by `verdite.text(name, lang)`.
///
/// @param original language code the text was written in
/// @param texts language code → text; holds the original
public record LocalText(String original, Map<String, String> texts) {

    public LocalText {
        texts = Map.copyOf(texts);
        if (!texts.containsKey(original)) {
            throw new IllegalArgumentException("no text in the original language " + original);
        }
    }

    public static LocalText of(String language, String text) {
        return new LocalText(language, Map.of(language, text));
    }

    /// English first, with a Chinese translation where there is one.
    public static LocalText of(String en, String zh, String original) {
        var texts = new TreeMap<String, String>();
        if (!en.isBlank()) {
            texts.put("en", en);
        }
        if (!zh.isBlank()) {
            texts.put("zh", zh);
        }
        return new LocalText(texts.containsKey(original) ? original : texts.firstKey(), texts);
    }

    public String in(Locale locale) {
        return texts.getOrDefault(locale.getLanguage(), texts.getOrDefault(original, ""));
    }

    /// As the database keeps it.
    public String json() {
        var json = new StringBuilder("{\"_\":\"").append(original).append('"');
        new TreeMap<>(texts)
                .forEach((language, text) ->
                        json.append(",\"").append(language).append("\":").append(quoted(text)));
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
