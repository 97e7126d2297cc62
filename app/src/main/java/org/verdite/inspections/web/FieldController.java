package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.inspections.InspectionId;
import org.verdite.ui.Frames;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// An inspection in the field: one criterion a screen, every answer its own command, so that a lost network loses
/// nothing.
@Controller
class FieldController {

    private static final List<String> WORDS = List.of(
            "answered",
            "conflict",
            "copied",
            "pinned",
            "refused",
            "saved",
            "saving",
            "signedOut",
            "tooLarge",
            "unpinned",
            "waits");

    /// @param state what stands, as JSON: subject → observations
    /// @param words that the script says, as JSON
    record FieldPage(VisitPages.Whole whole, String state, String words, Map<String, String> severities) {}

    private final VisitPages pages;
    private final FieldApi api;
    private final Frames frames;

    FieldController(VisitPages pages, FieldApi api, Frames frames) {
        this.pages = pages;
        this.api = api;
        this.frames = frames;
    }

    @GetMapping("/inspections/visits/{id}/field")
    public ModelAndView field(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var whole = pages.whole(new InspectionId(id), t);
        var words = new TreeMap<String, String>();
        WORDS.forEach(w -> words.put(w, t.of("inspections.field." + w, "{0}", "{1}")));
        for (var said : org.verdite.inspections.Said.values()) {
            words.put("said." + said, t.of("inspections.said." + said));
        }
        return new ModelAndView(
                "inspections/web/field",
                "page",
                new FieldPage(
                        whole,
                        Json.mapper().writeValueAsString(api.observations(id)),
                        Json.mapper().writeValueAsString(words),
                        FindingsController.severities(t)));
    }
}
