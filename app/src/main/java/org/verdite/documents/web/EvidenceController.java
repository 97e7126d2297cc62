package org.verdite.documents.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.documents.ContentAnswer;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceId;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Evidence files as pages, and the door through which forms of other rooms send them.
@Controller
class EvidenceController {

    private final Evidence evidence;
    private final EvidenceQueries queries;
    private final EvidenceUpload upload;
    private final Frames frames;

    EvidenceController(Evidence evidence, EvidenceQueries queries, EvidenceUpload upload, Frames frames) {
        this.evidence = evidence;
        this.queries = queries;
        this.upload = upload;
        this.frames = frames;
    }

    @GetMapping("/documents")
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        Map<String, String> rooms = new LinkedHashMap<>();
        queries.rooms().forEach(room -> rooms.put(room, t.or("documents.room." + room, room)));
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String kind : List.of("picture", "pdf", "office", "text")) {
            kinds.put(kind, t.of("documents.kind." + kind));
        }
        return new ModelAndView(
                "documents/web/list",
                "page",
                new DocumentsPage(filters, queries.list(filters, t.language()), rooms, kinds));
    }

    @GetMapping("/documents/export")
    void export(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = List.of(
                t.of("documents.list.file"),
                t.of("documents.file.caption"),
                t.of("documents.list.proves"),
                t.of("documents.list.where"),
                t.of("documents.list.who"),
                t.of("documents.list.when"),
                t.of("documents.list.size"));
        var rows = Page.all(Filters.of(request), f -> queries.list(f, t.language()))
                .map(r -> Arrays.<@Nullable Object>asList(
                        r.name(),
                        r.caption(),
                        r.proves(),
                        r.where(),
                        r.who(),
                        LocalDate.ofInstant(r.at(), t.zone()),
                        r.size()));
        new Sheet("evidence", heads, rows).write(format, response);
    }

    @GetMapping("/documents/{id:\\d{1,18}}")
    ModelAndView file(@PathVariable long id, HttpServletRequest request) {
        String language = frames.texts(request).language();
        var file = evidence.find(new EvidenceId(id)).orElseThrow(() -> new NotHere("evidence " + id));
        var more = queries.more(id).orElseThrow(() -> new NotHere("evidence " + id));
        return new ModelAndView("documents/web/file", "page", new FilePage(file, more, queries.links(id, language)));
    }

    @GetMapping("/documents/{id:\\d{1,18}}/content")
    ResponseEntity<Resource> content(@PathVariable long id, @RequestParam(defaultValue = "false") boolean inline) {
        return ContentAnswer.of(evidence.content(new EvidenceId(id)), inline);
    }

    /// Sent by the upload form on the page of a record; goes back there.
    @PostMapping("/documents")
    String keep(
            @RequestParam(name = "file", required = false) List<MultipartFile> files,
            @RequestParam String room,
            @RequestParam String kind,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(defaultValue = "/documents") String back,
            RedirectAttributes redirect) {
        String page = local(back) ? back : "/documents";
        try {
            var kept = upload.take(files == null ? List.of() : files, room, kind, key, caption);
            Flash.done(redirect, "documents.kept", kept.size());
        } catch (Invalid e) {
            var problem = e.problems().getFirst();
            Flash.refused(redirect, problem.key(), problem.args().toArray());
        }
        return "redirect:" + page;
    }

    private static boolean local(String path) {
        return path.matches("/[A-Za-z0-9_.~/?&=%#+,:;@!$'()*-]*") && !path.startsWith("//") && !path.contains("{");
    }
}
