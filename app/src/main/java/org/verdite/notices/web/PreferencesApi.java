package org.verdite.notices.web;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.notices.Preferences;
import org.verdite.notices.Preferences.Mail;
import org.verdite.notices.Preferences.Preference;

/// How the signed-in person hears by mail, as JSON.
@RestController
@RequestMapping("/api/notices/preferences")
class PreferencesApi {

    /// What is left out stays; quiet hours are given both or, to end them, neither.
    record PreferenceBody(
            @Nullable Mail mail,
            @Nullable LocalTime digestAt,
            @Nullable String language,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietTo,
            @Nullable String zone,
            @Nullable Integer version) {}

    record PreferenceJson(
            Mail mail,
            LocalTime digestAt,
            String language,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietTo,
            String zone,
            int version) {}

    private final Preferences preferences;

    PreferencesApi(Preferences preferences) {
        this.preferences = preferences;
    }

    @Operation(summary = "How you hear of notices by mail")
    @GetMapping
    PreferenceJson mine() {
        var p = preferences.mine();
        return new PreferenceJson(
                p.mail(),
                p.digestAt(),
                p.language(),
                p.quietFrom(),
                p.quietTo(),
                p.zone().getId(),
                p.version());
    }

    @Operation(summary = "Change how you hear of notices by mail: AT_ONCE, DIGEST or NONE, language, quiet hours")
    @PutMapping
    PreferenceJson change(@RequestBody PreferenceBody body) {
        var before = preferences.mine();
        preferences.change(new Preference(
                Objects.requireNonNullElse(body.mail(), before.mail()),
                Objects.requireNonNullElse(body.digestAt(), before.digestAt()),
                Objects.requireNonNullElse(body.language(), before.language()),
                body.quietFrom(),
                body.quietTo(),
                body.zone() == null ? before.zone() : Preferences.zone(body.zone()),
                Objects.requireNonNullElse(body.version(), -1)));
        return mine();
    }
}
