package org.verdite.ui.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.json.JsonMapper;

/// A member that nobody knows is refused: a misspelt one would be left out in silence, and its sender told that all is
/// well. So is nothing at all, where the type of a member or of what its list holds does not say that it may be null.
@Configuration(proxyBeanMethods = false)
class StrictBodies implements WebMvcConfigurer {

    private final JsonMapper mapper;

    StrictBodies(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        var own = mapper.serializationConfig().getAnnotationIntrospector();
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(mapper.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new AnnotationIntrospectorPair(own, new NullMarks()))
                .build()));
    }

    /// Reads from the types of the constructor of a record what has to be there.
    private static final class NullMarks extends AnnotationIntrospector {

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            var type = type(member);
            return type == null || type.isAnnotationPresent(Nullable.class) ? null : true;
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
            var type = type(member);
            return type == null
                    ? JsonSetter.Value.empty()
                    : JsonSetter.Value.construct(
                            type.isAnnotationPresent(Nullable.class) ? Nulls.DEFAULT : Nulls.FAIL,
                            holdsNulls(type) ? Nulls.DEFAULT : Nulls.FAIL);
        }

        /// What a list holds, or a map under its keys.
        private static boolean holdsNulls(AnnotatedType type) {
            if (!(type instanceof AnnotatedParameterizedType of)) {
                return true;
            }
            var held = of.getAnnotatedActualTypeArguments();
            return held[held.length - 1].isAnnotationPresent(Nullable.class);
        }

        private static @Nullable AnnotatedType type(Annotated member) {
            return member instanceof AnnotatedParameter parameter
                            && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                            && constructor.getDeclaringClass().isRecord()
                            && constructor.getDeclaringClass().getPackage().isAnnotationPresent(NullMarked.class)
                    ? constructor.getAnnotatedParameterTypes()[parameter.getIndex()]
                    : null;
        }

        @Override
        public Version version() {
            return Version.unknownVersion();
        }
    }
}
