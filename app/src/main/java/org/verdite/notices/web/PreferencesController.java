package org.verdite.notices.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.notices.Preferences;
import org.verdite.notices.Preferences.Mail;
import org.verdite.notices.Preferences.Preference;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// How the signed-in person hears by mail.
@Controller
class PreferencesController {

    private static final String PAGE = "/notices/preferences";

    record PreferencesPage(Ask ask) {}

    private final Preferences preferences;
    private final Frames frames;

    PreferencesController(Preferences preferences, Frames frames) {
        this.preferences = preferences;
        this.frames = frames;
    }

    @GetMapping(PAGE)
    ModelAndView page(HttpServletRequest request) {
        var mine = preferences.mine();
        var form = Form.empty()
                .with("version", mine.version())
                .with("mail", mine.mail())
                .with("digestAt", mine.digestAt())
                .with("language", mine.language().isEmpty() ? "both" : mine.language())
                .with("quietFrom", mine.quietFrom())
                .with("quietTo", mine.quietTo())
                .with("zone", mine.zone());
        return page(form, frames.texts(request));
    }

    private static ModelAndView page(Form form, Texts t) {
        Map<String, String> mails = new LinkedHashMap<>();
        for (Mail mail : Mail.values()) {
            mails.put(mail.name(), t.of("notices.preference.mail." + mail));
        }
        Map<String, String> languages = new LinkedHashMap<>();
        languages.put("both", t.of("notices.preference.language.both"));
        languages.put("en", "English");
        languages.put("zh", "简体中文");
        var ask = Ask.of(form, PAGE, "/notices")
                .hidden("version")
                .choice("mail", t.of("notices.preference.mail"), "", false, mails)
                .field("digestAt", t.of("notices.preference.digestAt"), "text", t.of("notices.preference.timeHint"))
                .choice("language", t.of("notices.preference.language"), "", false, languages)
                .optional(
                        "quietFrom", t.of("notices.preference.quietFrom"), "text", t.of("notices.preference.quietHint"))
                .optional("quietTo", t.of("notices.preference.quietTo"), "text", t.of("notices.preference.timeHint"))
                .field("zone", t.of("notices.preference.zone"), "text", t.of("notices.preference.zoneHint"))
                .button("save", t.of("notices.preference.save"), true);
        return new ModelAndView("notices/web/preferences", "page", new PreferencesPage(ask));
    }

    @PostMapping(PAGE)
    ModelAndView change(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var mail = form.choice("mail", Mail.class);
            var digestAt = time(form, "digestAt");
            if (digestAt == null && form.ok()) {
                form.problem("digestAt", "ui.form.required");
            }
            String language = form.typed("language").equals("both") ? "" : form.typed("language");
            var from = time(form, "quietFrom");
            var to = time(form, "quietTo");
            String zone = form.text("zone", 60);
            form.check();
            preferences.change(new Preference(
                    mail,
                    digestAt == null ? LocalTime.MIDNIGHT : digestAt,
                    language,
                    from,
                    to,
                    Preferences.zone(zone),
                    form.version()));
            Flash.done(redirect, "notices.preference.saved");
            return new ModelAndView("redirect:" + PAGE);
        } catch (Invalid e) {
            var view = page(form.ok() ? form.refused(e) : form, frames.texts(request));
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return view;
        } catch (Conflict e) {
            form.problem("mail", "notices.preference.changed");
            var view = page(form, frames.texts(request));
            view.setStatus(HttpStatus.CONFLICT);
            return view;
        }
    }

    private static @Nullable LocalTime time(Form form, String field) {
        String typed = form.typed(field).strip();
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            form.problem(field, "notices.preference.time");
            return null;
        }
        return LocalTime.parse(typed);
    }
}
