package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.Cause;
import org.verdite.rectification.Causes;
import org.verdite.rectification.ItemId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.ui.Frames;

/// The tree of causes as JSON.
@RestController
@RequestMapping("/api/rectification")
class CauseApi {

    /// @param parent the cause it answers "why?" of, absent directly under the event
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CauseJson(
            long id,
            @Nullable Long parent,
            Cause.Level level,
            @Nullable String edition,
            @Nullable String code,
            String word,
            String text,
            @Nullable Long evidence,
            String by,
            List<Long> actions,
            int version) {}

    record TreeJson(List<CauseJson> items) {}

    record Body(
            @Nullable Long parent,
            Cause.@Nullable Level level,
            @Nullable String code,
            @Nullable String text,
            @Nullable Long evidence,
            @Nullable Integer version) {

        Cause.Said said() {
            if (level == null) {
                throw new Invalid("level", "ui.form.required");
            }
            return new Cause.Said(level, code, Objects.requireNonNullElse(text, ""), evidence);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WordJson(String edition, String code, @Nullable String parent, LocalText name) {}

    record TaxonomyJson(List<WordJson> items) {}

    private final Causes causes;
    private final CauseTree tree;
    private final Frames frames;

    CauseApi(Causes causes, CauseTree tree, Frames frames) {
        this.causes = causes;
        this.tree = tree;
        this.frames = frames;
    }

    @Operation(summary = "The words in which causes are classed, in their present edition")
    @GetMapping("/taxonomy")
    TaxonomyJson taxonomy() {
        return new TaxonomyJson(tree.words().stream()
                .map(w -> new WordJson(w.edition(), w.code(), w.parent(), w.name()))
                .toList());
    }

    @Operation(summary = "Why an item happened, each cause followed by what lies beneath it")
    @GetMapping("/items/{id}/causes")
    TreeJson causes(@PathVariable long id, HttpServletRequest request) {
        return new TreeJson(tree.of(new ItemId(id), frames.texts(request)).stream()
                .map(n -> new CauseJson(
                        n.cause().id(),
                        n.cause().parent(),
                        n.cause().level(),
                        n.cause().edition(),
                        n.cause().code(),
                        n.word(),
                        n.cause().text(),
                        n.cause().evidence(),
                        n.by(),
                        n.cause().actions(),
                        n.cause().version()))
                .toList());
    }

    @Operation(summary = "Answer why of the event, or of the cause named as parent")
    @PostMapping("/items/{id}/causes")
    ResponseEntity<TreeJson> add(@PathVariable long id, @RequestBody Body body, HttpServletRequest request) {
        long cause = causes.add(new ItemId(id), body.parent(), body.said());
        return ResponseEntity.created(URI.create("/api/rectification/items/" + id + "/causes#" + cause))
                .body(causes(id, request));
    }

    @Operation(summary = "Change a cause; version as it was read")
    @PutMapping("/items/{id}/causes/{cause}")
    TreeJson change(
            @PathVariable long id, @PathVariable long cause, @RequestBody Body body, HttpServletRequest request) {
        causes.change(new ItemId(id), cause, Objects.requireNonNullElse(body.version(), -1), body.said());
        return causes(id, request);
    }

    @Operation(summary = "Take out a cause with nothing beneath it that no action removes")
    @DeleteMapping("/items/{id}/causes/{cause}")
    TreeJson remove(
            @PathVariable long id,
            @PathVariable long cause,
            @RequestParam(defaultValue = "-1") int version,
            HttpServletRequest request) {
        causes.remove(new ItemId(id), cause, version);
        return causes(id, request);
    }
}
