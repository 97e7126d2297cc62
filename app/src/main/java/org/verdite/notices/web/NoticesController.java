package org.verdite.notices.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.notices.NoticeId;
import org.verdite.notices.NoticeKind;
import org.verdite.notices.NoticeState;
import org.verdite.notices.Notices;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// What was told: the list, one notice, and taking note of it.
@Controller
class NoticesController {

    private final Notices notices;
    private final NoticeQueries queries;
    private final NoticeBell bell;
    private final Access access;
    private final Frames frames;

    NoticesController(Notices notices, NoticeQueries queries, NoticeBell bell, Access access, Frames frames) {
        this.access = access;
        this.notices = notices;
        this.queries = queries;
        this.bell = bell;
        this.frames = frames;
    }

    @GetMapping("/notices")
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        Map<String, String> kinds = new LinkedHashMap<>();
        for (NoticeKind kind : NoticeKind.values()) {
            kinds.put(kind.name(), t.of("notices.kind." + kind));
        }
        Map<String, String> states = new LinkedHashMap<>();
        for (NoticeState state : NoticeState.values()) {
            states.put(state.name(), t.of("notices.state." + state));
        }
        return new ModelAndView(
                "notices/web/list",
                "page",
                new NoticesPage(
                        filters,
                        queries.list(filters, t),
                        kinds,
                        states,
                        bell.unread(),
                        access.mayAnywhere(Permission.ADMINISTER)));
    }

    @GetMapping("/notices/export")
    void export(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "notices.list.",
                "told",
                "kind",
                "message",
                "where",
                "about",
                "happened",
                "known",
                "late",
                "state",
                "noted",
                "by");
        var rows = Page.all(Filters.of(request), f -> queries.list(f, t))
                .map(r -> Arrays.<@Nullable Object>asList(
                        t.time(r.toldAt()),
                        t.of("notices.kind." + r.kind()),
                        t.of(r.message()),
                        r.where(),
                        r.origin().title(),
                        r.happened(t),
                        t.time(r.knownAt()),
                        r.late(),
                        r.stateWord(t),
                        r.notedAt() == null ? null : t.time(r.notedAt()),
                        r.notedBy()));
        new Sheet("notices", heads, rows).write(format, response);
    }

    /// Who was told has read it by opening it.
    @GetMapping("/notices/{id:\\d{1,18}}")
    ModelAndView notice(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(id, t);
        if (!row.read() && !Scope.current().readOnly()) {
            notices.read(List.of(new NoticeId(id)));
        }
        var next = row.nextAt() == null ? null : notices.next(new NoticeId(id)).orElse(null);
        return new ModelAndView(
                "notices/web/notice",
                "page",
                new NoticePage(
                        row,
                        queries.told(id, t),
                        next,
                        next == null
                                ? List.of()
                                : next.people().stream().map(t::of).toList(),
                        row.nextAt(),
                        notices.mayNote(new NoticeId(id))));
    }

    @PostMapping("/notices/{id:\\d{1,18}}/note")
    String note(@PathVariable long id, RedirectAttributes redirect) {
        try {
            notices.note(new NoticeId(id));
            Flash.done(redirect, "notices.flash.noted");
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return "redirect:/notices/" + id;
    }

    @PostMapping("/notices/read")
    String read(RedirectAttributes redirect) {
        notices.readAll();
        Flash.done(redirect, "notices.flash.read");
        return "redirect:/notices";
    }
}
