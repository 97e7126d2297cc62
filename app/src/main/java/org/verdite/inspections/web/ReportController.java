package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.verdite.documents.ContentAnswer;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.Photos;
import org.verdite.ui.Frames;
import org.verdite.ui.print.Printed;

/// What of an inspection leaves the page: its report as Word or PDF in either language, and its pictures.
@Controller
class ReportController {

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
    public void report(@PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var visit = inspections.get(new InspectionId(id));
        Printed.answer(request, response, frames, visit.number(), t -> papers.paper(visit.id(), t));
    }

    @GetMapping("/inspections/visits/{id}/photos/{photo}")
    public ResponseEntity<Resource> photo(@PathVariable long id, @PathVariable UUID photo) {
        return ContentAnswer.of(photos.content(new InspectionId(id), photo), true);
    }
}
