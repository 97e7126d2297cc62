package org.verdite.notices.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.notices.Webhooks;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;

/// Programs outside that hear of notices, as JSON.
@RestController
@RequestMapping("/api/notices/webhooks")
class WebhooksApi {

    record AllWebhooks(List<WebhookQueries.Webhook> items) {}

    record Deliveries(List<WebhookQueries.Delivery> items) {}

    record NewWebhook(
            @Nullable Integer unit,
            @Nullable String name,
            @Nullable String url,
            @Nullable Boolean alarmsOnly) {}

    private final Webhooks webhooks;
    private final WebhookQueries queries;
    private final Access access;
    private final Frames frames;

    WebhooksApi(Webhooks webhooks, WebhookQueries queries, Access access, Frames frames) {
        this.webhooks = webhooks;
        this.queries = queries;
        this.access = access;
        this.frames = frames;
    }

    @Operation(summary = "Webhooks of the units you see, without their secrets")
    @GetMapping
    AllWebhooks all(HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.ADMINISTER)) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
        return new AllWebhooks(queries.all(frames.texts(request)));
    }

    @Operation(summary = "Add a webhook for the notices of a unit and all below it; answers its secret, this once")
    @PostMapping
    ResponseEntity<Webhooks.Made> add(@RequestBody NewWebhook body) {
        if (body.unit() == null) {
            throw new Invalid("unit", "ui.form.required");
        }
        var made = webhooks.add(
                new UnitId(body.unit()),
                Objects.requireNonNullElse(body.name(), ""),
                Objects.requireNonNullElse(body.url(), ""),
                Boolean.TRUE.equals(body.alarmsOnly()));
        return ResponseEntity.created(URI.create("/api/notices/webhooks/" + made.id()))
                .cacheControl(CacheControl.noStore())
                .body(made);
    }

    @Operation(summary = "The last hundred calls of a webhook")
    @GetMapping("/{id}/deliveries")
    Deliveries deliveries(@PathVariable int id, HttpServletRequest request) {
        var t = frames.texts(request);
        access.require(Permission.ADMINISTER, new UnitId(queries.require(id, t).unit()));
        return new Deliveries(queries.deliveries(id, t));
    }

    @Operation(summary = "End a webhook: nothing is sent there any more")
    @PostMapping("/{id}/end")
    ResponseEntity<Void> end(@PathVariable int id) {
        webhooks.end(id);
        return ResponseEntity.noContent().build();
    }
}
