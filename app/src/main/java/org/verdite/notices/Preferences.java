package org.verdite.notices;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// How the signed-in person hears of notices by mail. What is in the application waits for nobody.
@Component
public class Preferences {

    /// How mails come.
    public enum Mail {
        AT_ONCE,
        /// All of a day in one.
        DIGEST,
        NONE
    }

    /// @param digestAt when the day's mail goes out
    /// @param language `en`, `zh`, or empty for both
    /// @param quietFrom from when on no mail goes out, null for no quiet hours; may lie before midnight
    /// @param zone by which clock all of this is meant
    public record Preference(
            Mail mail,
            LocalTime digestAt,
            String language,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietTo,
            ZoneId zone,
            int version) {}

    private static final Set<String> LANGUAGES = Set.of("", "en", "zh");

    private final JdbcClient jdbc;
    private final ZoneId zone;

    Preferences(JdbcClient jdbc, @Value("${verdite.zone:Asia/Shanghai}") String zone) {
        this.jdbc = jdbc;
        this.zone = ZoneId.of(zone);
    }

    /// What the signed-in person wants; at once in both languages until they said otherwise.
    ///
    /// @throws Refused when no person acts
    @Transactional(readOnly = true)
    public Preference mine() {
        return jdbc.sql("""
                        select mail, digest_at, language, quiet_from, quiet_to, time_zone, version from notices.preference where person_id = :me""")
                .param("me", me().value())
                .query((rs, _) -> new Preference(
                        Mail.valueOf(rs.getString("mail")),
                        rs.getObject("digest_at", LocalTime.class),
                        rs.getString("language"),
                        rs.getObject("quiet_from", LocalTime.class),
                        rs.getObject("quiet_to", LocalTime.class),
                        ZoneId.of(rs.getString("time_zone")),
                        rs.getInt("version")))
                .optional()
                .orElseGet(() -> new Preference(Mail.AT_ONCE, LocalTime.of(7, 0), "", null, null, zone, 0));
    }

    /// Takes the place of what the signed-in person wanted, for mails from now on.
    ///
    /// @throws Conflict when it was changed since it was read
    @Transactional
    public void change(Preference wanted) {
        if (!LANGUAGES.contains(wanted.language())) {
            throw new Invalid("language", "ui.form.choice");
        }
        if ((wanted.quietFrom() == null) != (wanted.quietTo() == null)
                || wanted.quietFrom() != null && wanted.quietFrom().equals(wanted.quietTo())) {
            throw new Invalid("quietFrom", "notices.preference.quietBoth");
        }
        requireRegion(wanted.zone());
        int changed = jdbc.sql("""
                        insert into notices.preference as p (person_id, mail, digest_at, language, quiet_from, quiet_to, time_zone)
                        select :me, :mail, :digest, :language, cast(:from as time), cast(:to as time), :zone
                        on conflict (person_id) do update set mail = excluded.mail, digest_at = excluded.digest_at, language = excluded.language,
                          quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, time_zone = excluded.time_zone, version = p.version + 1
                        where p.version = :version""")
                .param("me", me().value())
                .param("mail", wanted.mail().name())
                .param("digest", wanted.digestAt())
                .param("language", wanted.language())
                .param("from", wanted.quietFrom())
                .param("to", wanted.quietTo())
                .param("zone", wanted.zone().getId())
                .param("version", wanted.version())
                .update();
        if (changed != 1) {
            throw new Conflict("preference");
        }
    }

    /// A region by its name, as both Java and PostgreSQL read it.
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new Invalid("zone", "notices.preference.zoneUnknown", name);
        }
    }

    private void requireRegion(ZoneId region) {
        boolean known = ZoneId.getAvailableZoneIds().contains(region.getId())
                && jdbc.sql("select exists (select from pg_timezone_names where name = :zone)")
                        .param("zone", region.getId())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
        if (!known) {
            throw new Invalid("zone", "notices.preference.zoneUnknown", region.getId());
        }
    }

    private static PersonId me() {
        Integer person = Scope.current().person();
        if (person == null || Scope.current().readOnly()) {
            throw new Refused("notices.refused.noPerson");
        }
        return new PersonId(person);
    }
}
