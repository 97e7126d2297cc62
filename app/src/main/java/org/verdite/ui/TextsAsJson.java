package org.verdite.ui;

import java.util.TreeMap;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// A text in languages is, in the API, one member a language: `{"en": "Egret Valley", "zh": "白鹭谷"}`.
@Configuration(proxyBeanMethods = false)
class TextsAsJson {

    static {
        SpringDocUtils.getConfig().replaceWithClass(LocalText.class, java.util.Map.class);
    }

    @Bean
    static JacksonModule localTexts() {
        return new SimpleModule("texts")
                .addSerializer(LocalText.class, new Writes())
                .addDeserializer(LocalText.class, new Reads());
    }

    private static final class Writes extends StdSerializer<LocalText> {
        Writes() {
            super(LocalText.class);
        }

        @Override
        public void serialize(LocalText text, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            new TreeMap<>(text.texts()).forEach(out::writeStringProperty);
            out.writeEndObject();
        }
    }

    private static final class Reads extends StdDeserializer<LocalText> {
        Reads() {
            super(LocalText.class);
        }

        @Override
        public LocalText deserialize(JsonParser in, DeserializationContext context) {
            var tree = context.readTree(in);
            if (tree.isString()) {
                return LocalText.of("en", tree.asString());
            }
            var texts = new TreeMap<String, String>();
            tree.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString("")));
            texts.keySet().removeIf(language -> !language.matches("[a-z]{2}"));
            if (texts.isEmpty()) {
                throw new Invalid("name", "ui.form.required");
            }
            return new LocalText(texts.containsKey("en") ? "en" : texts.firstKey(), texts);
        }
    }
}
