package org.verdite.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/// Pages are JTE templates compiled into their rooms; each gets `frame` and `t` beside its own model.
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

    private final Frames frames;
    private final Badge badge;

    PagesConfiguration(@org.springframework.context.annotation.Lazy Frames frames, Badge badge) {
        this.frames = frames;
        this.badge = badge;
    }

    @Bean
    static TemplateEngine templateEngine() {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, PagesConfiguration.class.getClassLoader(), "org.verdite");
        engine.setTrimControlStructures(true);
        return engine;
    }

    /// Ahead of Boot's content-negotiating resolver, which drops views that state no content type.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static ViewResolver pages(TemplateEngine engine) {
        return new JteViewResolver(engine);
    }

    private record JteViewResolver(TemplateEngine engine) implements ViewResolver, Ordered {
        /// What most refusals are answered with.
        private static final String WITHOUT_FORM = "ui/web/problem";

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public @Nullable View resolveViewName(String name, Locale locale) {
            if (name.startsWith("redirect:") || name.startsWith("forward:")) {
                return null;
            }
            return (model, request, response) -> render(name, model, response);
        }

        private void render(String name, java.util.@Nullable Map<String, ?> model, HttpServletResponse response)
                throws IOException {
            var output = new Utf8ByteOutput();
            var params = new java.util.HashMap<String, Object>();
            if (model != null) {
                model.forEach((key, value) -> {
                    if (value != null && !(value instanceof org.springframework.validation.BindingResult)) {
                        params.put(key, value);
                    }
                });
            }
            if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST && !name.equals(WITHOUT_FORM)) {
                // what is wrong is listed above the form, by the names that its fields have once they are drawn
                engine.render(name + ".jte", params, new Utf8ByteOutput());
            }
            engine.render(name + ".jte", params, output);
            response.setContentType("text/html");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }

    /// One bundle a room: `messages/<room>.properties`.
    @Bean
    static MessageSource messageSource() throws IOException {
        var source = new ResourceBundleMessageSource();
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        source.setBasenames(basenames());
        return source;
    }

    private static String[] basenames() throws IOException {
        var resources = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
        return Arrays.stream(resources)
                .map(r -> String.valueOf(r.getFilename()).replace(".properties", ""))
                .filter(name -> !name.contains("_"))
                .distinct()
                .sorted()
                .map(name -> "messages/" + name)
                .toArray(String[]::new);
    }

    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver(Preferences.LANGUAGE) {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return supported(super.resolveLocale(request));
            }

            @Override
            public org.springframework.context.i18n.LocaleContext resolveLocaleContext(HttpServletRequest request) {
                Locale locale = supported(super.resolveLocale(request));
                return () -> locale;
            }
        };
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private static Locale supported(@Nullable Locale wanted) {
        return LANGUAGES.stream()
                .filter(l -> wanted != null && l.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(badge);
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public void postHandle(
                    HttpServletRequest request,
                    HttpServletResponse response,
                    Object handler,
                    @Nullable ModelAndView page) {
                String view = page == null ? null : page.getViewName();
                if (page == null || view == null) {
                    return;
                }
                if (view.startsWith("redirect:")) {
                    String target = view.substring("redirect:".length());
                    page.setViewName("redirect:" + frames.within(request, target));
                    return;
                }
                var frame = frames.of(request);
                page.addObject("frame", frame);
                page.addObject("t", frame.t());
            }
        });
    }
}
