package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.Likeness;
import org.verdite.rectification.Likeness.Like;
import org.verdite.rectification.Nature;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Repeats;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Source;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// Opening an item by hand, or with one click from a finder's record, whose particulars come in the address.
@Controller
class OpeningController {

    private final Items items;
    private final Repeats repeats;
    private final Likeness likeness;
    private final ItemReading reading;
    private final ItemQueries queries;
    private final Access access;
    private final Frames frames;

    OpeningController(
            Items items,
            Repeats repeats,
            Likeness likeness,
            ItemReading reading,
            ItemQueries queries,
            Access access,
            Frames frames) {
        this.items = items;
        this.repeats = repeats;
        this.likeness = likeness;
        this.reading = reading;
        this.queries = queries;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/rectification/new")
    ModelAndView form(@RequestParam Map<String, String> params, HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.ITEM_OPEN)) {
            throw new NotPermitted(Permission.ITEM_OPEN.name());
        }
        Texts t = frames.texts(request);
        var form = Form.of(params);
        if (!form.has("discovered")) {
            form.with("discovered", queries.today(t));
        }
        if (!form.has("at") && form.has("unit")) {
            form.with("at", form.typed("unit"));
        }
        return page(form, t);
    }

    @PostMapping("/rectification/items")
    ModelAndView open(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var form = Form.of(params);
        try {
            var item = command(form);
            var likes = asked(item, form)
                    ? List.<Like>of()
                    : likeness.of(item.unit(), item.title(), item.particulars().clause());
            if (!likes.isEmpty()) {
                var page = page(form.with("seen", "true"), likes, t);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                return page;
            }
            var id = opened(item, form);
            Flash.done(redirect, "rectification.flash.opened");
            return new ModelAndView("redirect:/rectification/items/" + id);
        } catch (Invalid e) {
            var page = page(form.ok() ? form.refused(e) : form, t);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    /// What looks alike is shown once, and not where a record says what the item is.
    private boolean asked(NewItem item, Form form) {
        return form.typed("seen").equals("true")
                || item.investigation()
                || item.origin() != null && !items.of(item.origin()).isEmpty();
    }

    private ItemId opened(NewItem item, Form form) {
        String again = form.typed("repeatOf");
        return again.matches("\\d{1,18}")
                ? repeats.open(item, null, new ItemId(Long.parseLong(again)))
                : items.open(item);
    }

    private static NewItem command(Form form) {
        String title = form.text("title", 200);
        String description = form.optionalText("description", 4000);
        var severity = form.choice("severity", Severity.class);
        String medium = form.text("medium", 20);
        int unit = form.integer("at", 1, Integer.MAX_VALUE);
        var discovered = form.date("discovered");
        var owner =
                form.typed("owner").matches("\\d{1,9}") ? new PersonId(Integer.parseInt(form.typed("owner"))) : null;
        var particulars = ParticularsForm.of(form);
        form.check();
        return new NewItem(
                new UnitId(unit),
                title,
                description,
                severity,
                medium,
                origin(form),
                owner,
                discovered,
                form.typed("investigation").equals("true"),
                particulars);
    }

    private static @Nullable Origin origin(Form form) {
        String href = form.typed("originHref");
        if (!form.typed("originRoom").matches("[a-z]{1,40}")
                || !form.typed("originKind").matches("[A-Za-z_-]{1,40}")
                || !form.typed("originId").matches("[\\w:.-]{1,80}")) {
            return null;
        }
        String title = form.typed("originTitle").strip();
        boolean inside = href.startsWith("/") && !href.startsWith("//") && !href.contains("\\");
        return new Origin(
                form.typed("originRoom"),
                form.typed("originKind"),
                form.typed("originId"),
                title.isEmpty() ? form.typed("originId") : title.substring(0, Math.min(200, title.length())),
                inside ? href : "/" + form.typed("originRoom"));
    }

    private ModelAndView page(Form form, Texts t) {
        return page(form, List.of(), t);
    }

    private ModelAndView page(Form form, List<Like> likes, Texts t) {
        // the finder's word stands above the address's
        switch (items.becomes(origin(form))) {
            case ITEM -> form.with("investigation", "false");
            case INVESTIGATION -> form.with("investigation", "true");
            case EITHER, NOTHING -> {}
        }
        boolean investigation = form.typed("investigation").equals("true");
        if (!form.has("source")) {
            form.with("source", Source.of(origin(form)));
        }
        if (!form.has("nature")) {
            form.with("nature", Nature.NONCONFORMITY);
        }
        var again = new LinkedHashMap<String, String>();
        likes.forEach(l -> again.put(l.id().toString(), t.of("rectification.like.again", l.number(), l.title())));
        var begin = Ask.of(form, "/rectification/items", "/rectification");
        var words = (likes.isEmpty()
                        ? begin
                        : begin.choice(
                                "repeatOf",
                                t.of("rectification.field.repeatOf"),
                                t.of("rectification.field.repeatOf.hint"),
                                true,
                                again))
                .field("title", t.of("rectification.field.title"), "text", t.of("rectification.field.title.hint"))
                .optional("description", t.of("rectification.field.description"), "textarea", "")
                .choice("at", t.of("rectification.field.where"), "", false, reading.units(t))
                .choice(
                        "severity",
                        t.of("rectification.field.severity"),
                        t.of("rectification.field.severity.hint"),
                        false,
                        ItemWords.severities(t))
                .choice("medium", t.of("rectification.field.medium"), "", false, ItemWords.media(t))
                .field("discovered", t.of("rectification.field.discovered"), "date")
                .fold(t.of("rectification.field.more"));
        var ask = ParticularsForm.placed(ParticularsForm.found(words, t), t)
                .hidden("seen")
                .hidden("investigation")
                .hidden("owner")
                .hidden("originRoom")
                .hidden("originKind")
                .hidden("originId")
                .hidden("originTitle")
                .hidden("originHref")
                .button(
                        "open",
                        t.of(
                                !likes.isEmpty()
                                        ? "rectification.do.openAnyway"
                                        : investigation
                                                ? "rectification.do.openInvestigation"
                                                : "rectification.do.open"),
                        true);
        return new ModelAndView(
                "rectification/web/opening", "page", new NewItemPage(ask, origin(form), investigation, likes));
    }
}
