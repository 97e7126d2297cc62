package org.verdite.ui.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// An upload above the limit fails as soon as anybody asks for a parameter, and the doors ask before any controller
/// does. So it is caught around them.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class TooLarge extends OncePerRequestFilter {

    private final ProblemAnswers answers;
    private final DataSize most;

    TooLarge(ProblemAnswers answers, @Value("${spring.servlet.multipart.max-file-size}") DataSize most) {
        this.answers = answers;
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            if (e.getErrorCode() != HttpStatus.CONTENT_TOO_LARGE.value() || response.isCommitted()) {
                throw e;
            }
            answers.say(
                    new ProblemAnswers.Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            request.getRequestURI(),
                            "too-large",
                            "ui.problem.tooLarge",
                            "ui.problem.tooLarge.limit",
                            List.of(most.toMegabytes()),
                            ""),
                    request,
                    response);
        }
    }
}
