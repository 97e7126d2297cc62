package org.verdite.actions.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.actions.Action;
import org.verdite.actions.ActionId;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// The register of actions as JSON.
@RestController
@RequestMapping("/api/actions")
class ActionApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OriginJson(String room, String kind, String id, String title, String page) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionJson(
            long id,
            int unit,
            String title,
            String kind,
            int owner,
            String ownerName,
            LocalDate due,
            @Nullable Money cost,
            ActionState state,
            int evidence,
            boolean evidenceNeeded,
            @Nullable LocalDate doneOn,
            String note,
            OriginJson origin,
            int version) {
        static ActionJson of(Action a) {
            var o = a.origin();
            return new ActionJson(
                    a.id().value(),
                    a.unit().value(),
                    a.title(),
                    a.kind(),
                    a.owner().value(),
                    a.ownerName(),
                    a.due(),
                    a.cost(),
                    a.state(),
                    a.evidence(),
                    a.evidenceNeeded(),
                    a.doneOn(),
                    a.note(),
                    new OriginJson(o.room(), o.kind(), o.id(), o.title(), o.href()),
                    a.version());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowJson(
            long id,
            String title,
            String kind,
            int owner,
            String ownerName,
            LocalDate due,
            ActionState state,
            int evidence,
            boolean evidenceNeeded,
            @Nullable Money cost,
            String origin,
            String page) {}

    record ListJson(List<RowJson> items, String next) {}

    /// @param on the day it was done, today when absent
    record Done(@Nullable LocalDate on, @Nullable String note) {}

    record Cancel(@Nullable String reason) {}

    record Change(
            @Nullable Integer version,
            @Nullable String title,
            @Nullable Integer owner,
            @Nullable LocalDate due,
            @Nullable Money cost) {}

    private final Actions actions;
    private final ActionQueries queries;
    private final Frames frames;

    ActionApi(Actions actions, ActionQueries queries, Frames frames) {
        this.actions = actions;
        this.queries = queries;
        this.frames = frames;
    }

    @Operation(summary = "Actions by due date; filters view (open, mine, overdue, done), state, kind, owner")
    @Narrowed(by = {"view", "state", "kind", "owner", "dueBy"})
    @GetMapping
    ListJson list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new ListJson(
                page.rows().stream()
                        .map(r -> new RowJson(
                                r.id(),
                                r.title(),
                                r.kind(),
                                r.ownerId(),
                                r.owner(),
                                r.due(),
                                r.state(),
                                r.evidence(),
                                r.evidenceNeeded(),
                                r.cost(),
                                r.origin(),
                                "/actions/" + r.id()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "One action")
    @GetMapping("/{id}")
    ActionJson one(@PathVariable long id) {
        return actions.find(new ActionId(id)).map(ActionJson::of).orElseThrow(() -> new NotHere("action " + id));
    }

    @Operation(summary = "Start an action")
    @PostMapping("/{id}/start")
    ActionJson start(@PathVariable long id) {
        actions.start(new ActionId(id));
        return one(id);
    }

    @Operation(summary = "Report an action done; refused while needed evidence is missing")
    @PostMapping("/{id}/done")
    ActionJson done(@PathVariable long id, @RequestBody Done done, HttpServletRequest request) {
        var on = done.on() == null ? queries.today(frames.texts(request)) : done.on();
        actions.done(new ActionId(id), on, done.note() == null ? "" : done.note());
        return one(id);
    }

    @Operation(summary = "Cancel an action, with the reason")
    @PostMapping("/{id}/cancel")
    ActionJson cancel(@PathVariable long id, @RequestBody Cancel cancel) {
        actions.cancel(new ActionId(id), cancel.reason() == null ? "" : cancel.reason());
        return one(id);
    }

    @Operation(summary = "Change an action that is not over; version as it was read")
    @PutMapping("/{id}")
    ActionJson change(@PathVariable long id, @RequestBody Change change) {
        if (change.title() == null || change.owner() == null || change.due() == null) {
            throw new Invalid("title", "ui.form.required");
        }
        actions.change(
                new ActionId(id),
                change.version() == null ? -1 : change.version(),
                change.title(),
                new PersonId(change.owner()),
                change.due(),
                change.cost());
        return one(id);
    }
}
