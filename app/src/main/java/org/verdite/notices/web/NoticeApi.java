package org.verdite.notices.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.notices.Duty;
import org.verdite.notices.NoticeId;
import org.verdite.notices.NoticeKind;
import org.verdite.notices.NoticeState;
import org.verdite.notices.Notices;
import org.verdite.notices.Rung;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Notices as JSON.
@RestController
@RequestMapping("/api/notices")
class NoticeApi {

    record AboutJson(String room, String kind, String id, String title, String page) {}

    /// @param day the day it is about, where no time of day is known; else `happened`
    /// @param daysLate whole days between what it is about and its becoming known
    /// @param next when the next rung is told, while nobody takes note
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NoticeJson(
            long id,
            int unit,
            String where,
            NoticeKind kind,
            String message,
            AboutJson about,
            @Nullable LocalDate day,
            @Nullable Instant happened,
            Instant known,
            long daysLate,
            Instant told,
            NoticeState state,
            @Nullable Instant next,
            @Nullable Instant noted,
            String notedBy,
            @Nullable String why,
            boolean mine,
            boolean read,
            String page) {
        static NoticeJson of(NoticeRow r, Texts t) {
            var o = r.origin();
            return new NoticeJson(
                    r.id(),
                    r.unit(),
                    r.where(),
                    r.kind(),
                    t.of(r.message()),
                    new AboutJson(o.room(), o.kind(), o.id(), o.title(), o.href()),
                    r.day(),
                    r.dateOnly() ? null : r.happenedAt(),
                    r.knownAt(),
                    r.late(),
                    r.toldAt(),
                    r.state(),
                    r.nextAt(),
                    r.notedAt(),
                    r.notedBy(),
                    r.why() == null ? null : t.of(r.why()),
                    r.mine(),
                    r.read(),
                    r.path());
        }
    }

    record ListJson(List<NoticeJson> items, String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToldJson(
            Rung rung,
            Duty duty,
            String place,
            String person,
            Instant due,
            Instant at,
            @Nullable Instant read,
            String mail) {}

    record NextJson(Rung rung, Instant at, List<String> people) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OneJson(
            NoticeJson notice,
            List<ToldJson> ladder,
            @Nullable NextJson then) {}

    record UnreadJson(int unread) {}

    private final Notices notices;
    private final NoticeQueries queries;
    private final NoticeBell bell;
    private final Frames frames;

    NoticeApi(Notices notices, NoticeQueries queries, NoticeBell bell, Frames frames) {
        this.notices = notices;
        this.queries = queries;
        this.bell = bell;
        this.frames = frames;
    }

    @Operation(
            summary = "Notices, newest first; view is unread (default), mine, open (alarms nobody took note of), all")
    @Narrowed(by = {"view", "kind", "state", "room"})
    @GetMapping
    ListJson list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.list(Filters.of(request), t);
        return new ListJson(page.rows().stream().map(r -> NoticeJson.of(r, t)).toList(), page.next());
    }

    @Operation(summary = "How many notices the signed-in person has not read; 100 stands for more")
    @GetMapping("/unread")
    UnreadJson unread() {
        return new UnreadJson(bell.unread());
    }

    @Operation(summary = "One notice with who was told, by which rung, and whom next; reading it here marks nothing")
    @GetMapping("/{id}")
    OneJson one(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(id, t);
        var ladder = queries.told(id, t).stream()
                .map(l -> new ToldJson(
                        l.rung(), l.duty(), l.place(), l.person(), l.dueAt(), l.at(), l.readAt(), l.mail()))
                .toList();
        var at = row.nextAt();
        var next = at == null
                ? null
                : notices.next(new NoticeId(id))
                        .map(n -> new NextJson(
                                n.rung(), at, n.people().stream().map(t::of).toList()))
                        .orElse(null);
        return new OneJson(NoticeJson.of(row, t), ladder, next);
    }

    @Operation(summary = "Take note of a notice: nobody else is told. Refused when somebody has, or it is over")
    @PostMapping("/{id}/note")
    OneJson note(@PathVariable long id, HttpServletRequest request) {
        notices.note(new NoticeId(id));
        return one(id, request);
    }

    @Operation(summary = "Mark a notice as read by the signed-in person; the ladder goes on")
    @PostMapping("/{id}/read")
    OneJson read(@PathVariable long id, HttpServletRequest request) {
        queries.require(id, frames.texts(request));
        if (!Scope.current().readOnly()) {
            notices.read(List.of(new NoticeId(id)));
        }
        return one(id, request);
    }
}
