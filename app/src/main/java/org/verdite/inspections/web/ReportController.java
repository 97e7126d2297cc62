package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.verdite.documents.ContentAnswer;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.Photos;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.print.Docx;
import org.verdite.ui.print.Pdf;

/// What of an inspection leaves the page: its report as Word or PDF in either language, and its pictures.
@Controller
class ReportController {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Inspections inspections;
    private final ReportPaper papers;
    private final Photos photos;
    private final Frames frames;

    ReportController(Inspections inspections, ReportPaper papers, Photos photos, Frames frames) {
        this.inspections = inspections;
        this.papers = papers;
        this.photos = photos;
        this.frames = frames;
    }

    @GetMapping("/inspections/visits/{id}/report")
    public void report(
            @PathVariable long id,
            @RequestParam(defaultValue = "pdf") String format,
            @RequestParam(defaultValue = "") String language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var visit = inspections.get(new InspectionId(id));
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
        var paper = papers.paper(visit.id(), t);
        response.setContentType(format.equals("pdf") ? "application/pdf" : DOCX);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + visit.number() + "-" + t.language() + "." + format + "\"");
        if (format.equals("pdf")) {
            Pdf.write(paper, response.getOutputStream());
        } else {
            Docx.write(paper, response.getOutputStream());
        }
    }

    @GetMapping("/inspections/visits/{id}/photos/{photo}")
    public ResponseEntity<Resource> photo(@PathVariable long id, @PathVariable UUID photo) {
        return ContentAnswer.of(photos.content(new InspectionId(id), photo), true);
    }
}
