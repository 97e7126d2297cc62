package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.verdite.governance.Minutes;
import org.verdite.governance.ReviewId;
import org.verdite.governance.Reviews;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.print.Docx;
import org.verdite.ui.print.Pdf;

/// The minutes as Word or PDF, in either language.
@Controller
class MinutesController {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Reviews reviews;
    private final Minutes minutes;
    private final Frames frames;

    MinutesController(Reviews reviews, Minutes minutes, Frames frames) {
        this.reviews = reviews;
        this.minutes = minutes;
        this.frames = frames;
    }

    @GetMapping("/governance/reviews/{id}/report")
    public void report(
            @PathVariable long id,
            @RequestParam(defaultValue = "pdf") String format,
            @RequestParam(defaultValue = "") String language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var review = reviews.get(new ReviewId(id));
        if (!format.equals("pdf") && !format.equals("docx")) {
            throw new Invalid("format", "ui.form.choice");
        }
        var reader = frames.texts(request);
        var locale = switch (language) {
            case "zh" -> Locale.SIMPLIFIED_CHINESE;
            case "en" -> Locale.ENGLISH;
            default -> reader.locale();
        };
        var t = frames.texts(locale, reader.zone());
        var paper = minutes.paper(review.id(), t);
        response.setContentType(format.equals("pdf") ? "application/pdf" : DOCX);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + review.number() + "-" + t.language() + "." + format + "\"");
        if (format.equals("pdf")) {
            Pdf.write(paper, response.getOutputStream());
        } else {
            Docx.write(paper, response.getOutputStream());
        }
    }
}
