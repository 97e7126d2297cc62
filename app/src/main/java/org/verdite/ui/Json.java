package org.verdite.ui;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import tools.jackson.databind.json.JsonMapper;

/// Reads what `jsonb` columns hold.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// A text in languages from its column.
    public static LocalText text(@Nullable String json) {
        if (json == null) {
            return LocalText.of("en", "");
        }
        var texts = new HashMap<String, String>();
        MAPPER.readTree(json)
                .properties()
                .forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
        String original = texts.remove("_");
        return new LocalText(original == null ? "en" : original, Map.copyOf(texts));
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }
}
