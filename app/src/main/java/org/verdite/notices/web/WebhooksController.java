package org.verdite.notices.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.notices.Webhooks;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// Programs outside that hear of notices, for who administers.
@Controller
class WebhooksController {

    private static final String LIST = "/notices/webhooks";

    /// @param secret of the one that was just made, else empty
    record WebhooksPage(List<WebhookQueries.Webhook> webhooks, Map<String, String> units, String secret, Form form) {}

    record WebhookPage(WebhookQueries.Webhook webhook, List<WebhookQueries.Delivery> deliveries, boolean mayEnd) {}

    private final Webhooks webhooks;
    private final WebhookQueries queries;
    private final Access access;
    private final Frames frames;

    WebhooksController(Webhooks webhooks, WebhookQueries queries, Access access, Frames frames) {
        this.webhooks = webhooks;
        this.queries = queries;
        this.access = access;
        this.frames = frames;
    }

    private void requireAdministrator() {
        if (!access.mayAnywhere(Permission.ADMINISTER)) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
    }

    @GetMapping(LIST)
    ModelAndView list(HttpServletRequest request) {
        requireAdministrator();
        return list("", Form.empty(), request);
    }

    private ModelAndView list(String secret, Form form, HttpServletRequest request) {
        var t = frames.texts(request);
        var view = new ModelAndView(
                "notices/web/webhooks", "page", new WebhooksPage(queries.all(t), queries.units(t), secret, form));
        if (!form.ok()) {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }

    /// Answers with the page itself: the secret is in no address, session or cache.
    @PostMapping(LIST)
    ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, HttpServletResponse response) {
        requireAdministrator();
        var form = Form.of(params);
        try {
            int unit = form.integer("at", 1, Integer.MAX_VALUE);
            String name = form.text("name", 100);
            String url = form.text("url", 500);
            form.check();
            var made = webhooks.add(new UnitId(unit), name, url, form.ticked("alarmsOnly"));
            response.setHeader("Cache-Control", CacheControl.noStore().getHeaderValue());
            return list(made.secret(), Form.empty(), request);
        } catch (Invalid e) {
            return list("", form.ok() ? form.refused(e) : form, request);
        }
    }

    @GetMapping(LIST + "/{id:\\d{1,9}}")
    ModelAndView one(@PathVariable int id, HttpServletRequest request) {
        var t = frames.texts(request);
        var webhook = queries.require(id, t);
        access.require(Permission.ADMINISTER, new UnitId(webhook.unit()));
        return new ModelAndView(
                "notices/web/webhook",
                "page",
                new WebhookPage(webhook, queries.deliveries(id, t), webhook.endedAt() == null));
    }

    @PostMapping(LIST + "/{id:\\d{1,9}}/end")
    String end(@PathVariable int id, RedirectAttributes redirect) {
        webhooks.end(id);
        Flash.done(redirect, "notices.webhook.ended");
        return "redirect:" + LIST;
    }

    @GetMapping(LIST + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        requireAdministrator();
        var t = frames.texts(request);
        var heads = Sheet.heads(
                t, "notices.webhook.", "name", "where", "url", "alarmsOnly", "created", "waiting", "failed");
        var rows = queries.all(t).stream()
                .map(w -> Sheet.row(
                        w.name(),
                        w.where(),
                        w.url(),
                        t.of(w.alarmsOnly() ? "ui.yes" : "ui.no"),
                        t.time(w.createdAt()),
                        w.waiting(),
                        w.failed()));
        new Sheet("webhooks", heads, rows).write(format, response);
    }

    @GetMapping(LIST + "/{id:\\d{1,9}}/export")
    void export(
            @PathVariable int id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        var webhook = queries.require(id, t);
        access.require(Permission.ADMINISTER, new UnitId(webhook.unit()));
        var heads = Sheet.heads(t, "notices.webhook.", "notice", "state", "tries", "at", "status", "problem");
        var rows = queries.deliveries(id, t).stream()
                .map(d -> Sheet.row(
                        d.message(),
                        t.of("notices.webhook.state." + d.state()),
                        d.tries(),
                        d.at() == null ? null : t.time(d.at()),
                        d.status(),
                        d.problem().isEmpty() ? "" : t.of("notices.webhook.problem." + d.problem())));
        new Sheet("webhook-" + id, heads, rows).write(format, response);
    }
}
