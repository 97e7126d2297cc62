package org.verdite.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
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

/// Says what went wrong where no controller can: before one was found, or after the container gave up. In the same
/// shapes as {@link Problems}.
@Component
class ProblemAnswers {

    private final Frames frames;
    private final ViewResolver pages;
    private final LocaleResolver locales;

    ProblemAnswers(@Lazy Frames frames, @Lazy ViewResolver pages, LocaleResolver locales) {
        this.frames = frames;
        this.pages = pages;
        this.locales = locales;
    }

    /// @param path what was asked for; below `/api/` a program asked
    /// @param code for programs
    /// @param key of the title
    /// @param text key of the sentence
    /// @param reference for whoever asks for help, empty for none
    record Problem(
            HttpStatus status,
            String path,
            String code,
            String key,
            String text,
            List<Object> args,
            String reference) {}

    void say(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Pages outside of the dispatcher have no language until the resolver stands in the request.
        request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, locales);
        response.setStatus(problem.status().value());
        if (problem.path().startsWith("/api/")) {
            json(problem, request, response);
        } else {
            page(problem, request, response);
        }
    }

    private void json(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var t = frames.texts(request);
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", t.of(problem.key()));
        body.put("status", problem.status().value());
        body.put("detail", t.of(problem.text(), problem.args().toArray()));
        body.put("instance", problem.path());
        body.put("code", problem.code());
        if (!problem.reference().isEmpty()) {
            body.put("reference", problem.reference());
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.mapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    private void page(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var frame = problem.status().is5xxServerError() ? frames.inTrouble(request) : frames.of(request);
        var t = frame.t();
        var page = new Problems.ProblemPage(
                problem.status().value(),
                t.of(problem.key()),
                t.of(problem.text(), problem.args().toArray()),
                problem.reference(),
                List.of(),
                problem.path());
        try {
            var view = pages.resolveViewName("ui/web/problem", t.locale());
            if (view != null) {
                view.render(Map.of("frame", frame, "t", t, "page", page), request, response);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
