package org.verdite.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.ui.web.SentForms.Sent;

/// A form that is sent twice, by a double click, a reload or a bad line, does its work once: the second time it leads
/// where the first one led. Every form carries a key of its own (`ui.csrf`); what was typed belongs to it, so that a
/// form that somebody went back to and changed is another form. A call to the API says its key in a header, and a key
/// that comes with another call is refused: answering it as the first would hide that the second was never done.
@Configuration(proxyBeanMethods = false)
class SentOnce implements WebMvcConfigurer {

    static final String KEY = "_once";
    /// Of a call to the API that creates something.
    static final String HEADER = "Idempotency-Key";

    private static final String NOWHERE = "-";

    private static final Set<String> APART = Set.of(KEY, "_csrf");
    private static final String SENT = SentOnce.class.getName();

    private final SentForms forms;

    SentOnce(@Lazy SentForms forms) {
        this.forms = forms;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                    throws IOException {
                return begin(request, response, handler);
            }

            @Override
            public void afterCompletion(
                    HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
                if (request.getAttribute(SENT) instanceof Sent sent) {
                    request.removeAttribute(SENT);
                    boolean well = e == null && response.getStatus() >= 200 && response.getStatus() < 400;
                    String to = response.getHeader("Location");
                    boolean form = request.getParameter(KEY) != null;
                    forms.ended(sent, !well || form && to == null ? null : to == null ? NOWHERE : to);
                }
            }
        });
    }

    private boolean begin(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        if (!request.getMethod().equals("POST") || Scope.current().readOnly()) {
            return true;
        }
        boolean api = request.getRequestURI().startsWith("/api/");
        String key = api ? request.getHeader(HEADER) : request.getParameter(KEY);
        if (key == null || !key.matches("[\\x21-\\x7e]{1,100}") || knowsKeys(handler)) {
            return true;
        }
        var sent = new Sent(Scope.current().who(), key, digest(request));
        switch (forms.take(sent, api)) {
            case FIRST -> {
                request.setAttribute(SENT, sent);
                return true;
            }
            case ELSE -> throw new Refused("ui.once.other");
            case AGAIN -> {}
        }
        var answer = forms.answer(sent);
        if (answer.isEmpty()) {
            throw new Refused("ui.once.unknown");
        }
        if (answer.get().equals(NOWHERE)) {
            throw new Refused("ui.once.done");
        }
        response.setHeader("Location", answer.get());
        response.setStatus(api ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_FOUND);
        if (api) {
            response.setContentType("application/json");
            String id = answer.get().replaceFirst(".*/", "");
            response.getWriter().write(id.matches("\\d+") ? "{\"id\":" + id + "}" : "{}");
        }
        return false;
    }

    /// Some keep the key with their record, for ever.
    private static boolean knowsKeys(Object handler) {
        return handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters()).anyMatch(p -> {
                    var header = p.getParameterAnnotation(RequestHeader.class);
                    return header != null && (header.name() + header.value()).contains(HEADER);
                });
    }

    private static byte[] digest(HttpServletRequest request) throws IOException {
        MessageDigest digest = sha256();
        add(digest, request.getRequestURI());
        digest.update(KeptBody.of(request));
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!APART.contains(name)) {
                add(digest, name);
                Arrays.stream(values).forEach(value -> add(digest, value));
            }
        });
        var parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (parts != null) {
            for (var files : new TreeMap<>(parts.getMultiFileMap()).entrySet()) {
                for (var file : files.getValue()) {
                    add(digest, files.getKey() + " " + file.getOriginalFilename() + " " + file.getSize());
                    // all of it: a figure put right changes neither name nor size
                    try (var content = new DigestInputStream(file.getInputStream(), digest)) {
                        content.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
