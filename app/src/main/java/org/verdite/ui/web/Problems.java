package org.verdite.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// What went wrong, in the reader's words: as a page for people, as problem details (RFC 9457) for the API.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /// @param again the page to try again, or the form that was sent
    /// @param reference what a person may quote when they ask for help; empty where the sentence says all
    record ProblemPage(int status, String title, String text, String reference, List<String> details, String again) {}

    private final Frames frames;

    Problems(Frames frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    Object notHere(NotHere e, HttpServletRequest request, HttpServletResponse response) {
        return answer(request, response, HttpStatus.NOT_FOUND, "ui.problem.notHere", "not-found", List.of(), Map.of());
    }

    @ExceptionHandler
    Object notPermitted(NotPermitted e, HttpServletRequest request, HttpServletResponse response) {
        return answer(
                request,
                response,
                HttpStatus.FORBIDDEN,
                "ui.problem.notPermitted",
                "not-permitted",
                List.of(),
                Map.of("permission", String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    Object refused(Refused e, HttpServletRequest request, HttpServletResponse response) {
        String sentence = frames.texts(request).of(e.key(), e.args());
        return answer(
                request, response, HttpStatus.CONFLICT, "ui.problem.refused", e.key(), List.of(sentence), Map.of());
    }

    @ExceptionHandler
    Object conflict(Conflict e, HttpServletRequest request, HttpServletResponse response) {
        return answer(request, response, HttpStatus.CONFLICT, "ui.problem.conflict", "conflict", List.of(), Map.of());
    }

    @ExceptionHandler
    Object invalid(Invalid e, HttpServletRequest request, HttpServletResponse response) {
        var errors = errors(e, frames.texts(request));
        return answer(
                request,
                response,
                HttpStatus.UNPROCESSABLE_CONTENT,
                "ui.problem.invalid",
                "invalid",
                errors.stream().map(m -> m.getOrDefault("message", "")).toList(),
                Map.of("errors", errors));
    }

    private static List<Map<String, String>> errors(Invalid e, Texts t) {
        return e.problems().stream()
                .map(p -> Map.of(
                        "field",
                        p.field(),
                        "code",
                        p.key(),
                        "message",
                        t.of(p.key(), p.args().toArray())))
                .toList();
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request, HttpServletResponse response) {
        return answer(
                request,
                response,
                HttpStatus.CONTENT_TOO_LARGE,
                "ui.problem.tooLarge",
                "too-large",
                List.of(),
                Map.of());
    }

    /// Row-level security refused a write: for the reader that row is not there.
    @ExceptionHandler
    Object data(DataAccessException e, HttpServletRequest request, HttpServletResponse response) {
        if (e.getMostSpecificCause() instanceof java.sql.SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            if (state.equals("42501")) {
                return answer(
                        request,
                        response,
                        HttpStatus.NOT_FOUND,
                        "ui.problem.notHere",
                        "not-found",
                        List.of(),
                        Map.of());
            }
            if (state.startsWith("22")) {
                return invalid(new Invalid("", "ui.problem.value"), request, response);
            }
            if (state.startsWith("23")) {
                LOG.warn("Request {} {} met a constraint", request.getMethod(), request.getRequestURI(), e);
                return answer(
                        request, response, HttpStatus.CONFLICT, "ui.problem.rule", "constraint", List.of(), Map.of());
            }
            if (state.equals("25006")) {
                return answer(
                        request,
                        response,
                        HttpStatus.FORBIDDEN,
                        "ui.problem.readOnly",
                        "read-only",
                        List.of(),
                        Map.of());
            }
        }
        return unexpected(e, request, response);
    }

    /// What was sent is no JSON of the expected shape, or an address holds letters where a number belongs.
    @ExceptionHandler({HttpMessageNotReadableException.class, TypeMismatchException.class})
    Object unreadable(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (e.getCause() instanceof Invalid invalid) {
            return invalid(invalid, request, response);
        }
        Invalid field = Unreadable.field(e);
        if (field == null && e instanceof HttpMessageNotReadableException) {
            return request(request, response, HttpStatus.BAD_REQUEST, Unreadable.whole(e));
        }
        if (field != null && e instanceof HttpMessageNotReadableException) {
            return invalid(field, request, response);
        }
        var errors = field == null ? List.<Map<String, String>>of() : errors(field, frames.texts(request));
        return answer(
                request,
                response,
                HttpStatus.BAD_REQUEST,
                "ui.problem.request",
                "request",
                errors.stream().map(m -> m.getOrDefault("message", "")).toList(),
                errors.isEmpty() ? Map.of() : Map.of("errors", errors));
    }

    /// The address exists, the way it was asked does not.
    @ExceptionHandler
    Object method(HttpRequestMethodNotSupportedException e, HttpServletRequest request, HttpServletResponse response) {
        String allowed = String.join(", ", Objects.requireNonNullElse(e.getSupportedMethods(), new String[0]));
        response.setHeader(HttpHeaders.ALLOW, allowed);
        return request(
                request,
                response,
                HttpStatus.METHOD_NOT_ALLOWED,
                new Invalid("", "ui.problem.method", e.getMethod(), allowed));
    }

    @ExceptionHandler
    Object mediaType(HttpMediaTypeNotSupportedException e, HttpServletRequest request, HttpServletResponse response) {
        String known = e.getSupportedMediaTypes().stream()
                .map(MimeType::toString)
                .filter(type -> !type.contains("*"))
                .collect(Collectors.joining(", "));
        return request(
                request,
                response,
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                new Invalid("", "ui.problem.mediaType", String.valueOf(e.getContentType()), known));
    }

    private Object request(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Invalid why) {
        var sentences = errors(why, frames.texts(request)).stream()
                .map(m -> m.getOrDefault("message", ""))
                .toList();
        return answer(request, response, status, "ui.problem.request", "request", sentences, Map.of());
    }

    @ExceptionHandler
    Object unexpected(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (e instanceof AccessDeniedException denied) {
            throw denied;
        }
        if (e instanceof org.springframework.security.core.AuthenticationException failed) {
            throw failed;
        }
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            boolean missing = known.getStatusCode().value() == 404;
            return answer(
                    request,
                    response,
                    HttpStatus.valueOf(known.getStatusCode().value()),
                    missing ? "ui.problem.notHere" : "ui.problem.request",
                    missing ? "not-found" : "request",
                    List.of(),
                    Map.of());
        }
        String reference = HexFormat.of()
                .withUpperCase()
                .toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("Request {} {} failed, reference {}", request.getMethod(), request.getRequestURI(), reference, e);
        return answer(
                request,
                response,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "ui.problem.unexpected",
                "unexpected",
                List.of(),
                Map.of("reference", reference));
    }

    private Object answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String key,
            String code,
            List<String> details,
            Map<String, ?> more) {
        Texts t = frames.texts(request);
        if (request.getRequestURI().startsWith("/api/")) {
            var problem = ProblemDetail.forStatus(status);
            problem.setTitle(t.of(key));
            problem.setDetail(details.isEmpty() ? t.of(key + ".text") : String.join(" ", details));
            problem.setProperty("code", code);
            more.forEach(problem::setProperty);
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        response.setStatus(status.value());
        var frame = status.is5xxServerError() ? frames.inTrouble(request) : frames.of(request);
        var page = new ModelAndView("ui/web/problem");
        page.addObject("frame", frame);
        page.addObject("t", frame.t());
        Object reference = more.get("reference");
        page.addObject(
                "page",
                new ProblemPage(
                        status.value(),
                        t.of(key),
                        t.of(key + ".text"),
                        reference == null ? "" : reference.toString(),
                        details,
                        frame.path()));
        return page;
    }
}
