package org.verdite.ui.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.verdite.shared.NotHere;

/// Where the container sends what failed outside of any controller.
@Controller
class ErrorPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final ProblemAnswers answers;

    ErrorPages(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    public void failed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer number)) {
            throw new NotHere("an error");
        }
        var known = HttpStatus.resolve(number);
        var status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String key = status == HttpStatus.NOT_FOUND
                ? "ui.problem.notHere"
                : status.is4xxClientError() ? "ui.problem.request" : "ui.problem.unexpected";
        String code =
                status == HttpStatus.NOT_FOUND ? "not-found" : status.is4xxClientError() ? "request" : "unexpected";
        String reference = "";
        if (status.is5xxServerError()) {
            reference = HexFormat.of()
                    .withUpperCase()
                    .toHexDigits(ThreadLocalRandom.current().nextInt());
            LOG.error("Request {} {} failed, reference {}", request.getMethod(), path, reference, (Throwable)
                    request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
        answers.say(
                new ProblemAnswers.Problem(status, path, code, key, key + ".text", List.of(), reference),
                request,
                response);
    }
}
