package org.verdite.organisation.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ViewResolver;
import org.verdite.ui.Frames;
import org.verdite.ui.Json;

/// Says no before any controller is reached: as problem details to programs, as a plain page to people.
@Component
class Refusals {

    /// What the plain page says.
    ///
    /// @param again true when the page asks for itself again after some seconds
    record Page(int status, String title, String text, boolean again) {}

    private final Frames frames;
    private final ViewResolver pages;
    private final LocaleResolver locales;

    Refusals(@Lazy Frames frames, @Lazy ViewResolver pages, LocaleResolver locales) {
        this.frames = frames;
        this.pages = pages;
        this.locales = locales;
    }

    void say(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String key)
            throws IOException, ServletException {
        speak(request);
        response.setStatus(status.value());
        var t = frames.texts(request);
        if (program(request)) {
            if (status == HttpStatus.UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            var problem = new LinkedHashMap<String, Object>();
            problem.put("type", "about:blank");
            problem.put("title", t.of(key));
            problem.put("status", status.value());
            problem.put("detail", t.of(key + ".text"));
            problem.put("instance", request.getRequestURI());
            problem.put("code", key);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(Json.mapper().writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
            return;
        }
        boolean again = status == HttpStatus.SERVICE_UNAVAILABLE;
        show(
                request,
                response,
                "organisation/access/refused",
                new Page(status.value(), t.of(key), t.of(key + ".text"), again));
    }

    /// Pages outside of the dispatcher have no language until the resolver stands in the request.
    private void speak(HttpServletRequest request) {
        request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, locales);
    }

    private void show(HttpServletRequest request, HttpServletResponse response, String template, Object page)
            throws ServletException {
        Map<String, Object> model = new HashMap<>();
        var frame = frames.of(request);
        model.put("frame", frame);
        model.put("t", frame.t());
        model.put("page", page);
        try {
            var view = pages.resolveViewName(template, frame.t().locale());
            if (view != null) {
                view.render(model, request, response);
            }
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /// API calls, but not its documentation, which people read.
    static boolean program(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") && !path.equals("/api/docs") && !path.startsWith("/api/swagger-ui");
    }
}
