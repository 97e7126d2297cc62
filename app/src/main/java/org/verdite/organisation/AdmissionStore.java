package org.verdite.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;

/// Admissions as they are kept. Called inside transactions.
@Component
class AdmissionStore {

    private static final String SELECT = """
            select a.*, organisation.pub_contractor_name(a.contractor_id) as contractor_name, s.name as site_name
            from organisation.admission a join organisation.site s on s.id = a.site_id where\s""";

    private final JdbcClient jdbc;

    AdmissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(AdmissionBar.Asked asked, String work) {
        return jdbc.sql("""
                        insert into organisation.admission (unit_id, site_id, contractor_id, valid_from, valid_to, work, asked_by)
                        values (:unit, :site, :contractor, :from, :until, :work, :me) returning id""")
                .param("unit", asked.unit().value())
                .param("site", asked.site().value())
                .param("contractor", asked.contractor())
                .param("from", asked.from())
                .param("until", asked.until())
                .param("work", work)
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// @return false when somebody changed it before
    boolean admit(long id, int version) {
        return jdbc.sql("""
                                update organisation.admission set state = 'ADMITTED', admitted_by = :me, admitted_at = verdite.now(), version = version + 1
                                where id = :id and version = :version and state = 'WAITING'""")
                        .param("me", Scope.current().person())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean withdraw(long id, int version, String why) {
        return jdbc.sql("""
                                update organisation.admission set state = 'WITHDRAWN', ended_by = :me, ended_at = verdite.now(), why = :why,
                                  version = version + 1 where id = :id and version = :version and state <> 'WITHDRAWN'""")
                        .param("me", Scope.current().person())
                        .param("why", why)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    Optional<Admission> find(long id) {
        return jdbc.sql(SELECT + "a.id = :id")
                .param("id", id)
                .query((rs, _) -> read(rs))
                .optional();
    }

    /// @param contractor 0 for any
    /// @param state null for any
    List<Admission> list(int contractor, Admission.@Nullable State state) {
        return jdbc.sql(SELECT + """
                        (:contractor = 0 or a.contractor_id = :contractor) and (:state = '' or a.state = :state)
                        order by (a.state = 'WAITING') desc, a.valid_from desc, a.id desc limit 500""")
                .param("contractor", contractor)
                .param("state", state == null ? "" : state.name())
                .query((rs, _) -> read(rs))
                .list();
    }

    private static Admission read(ResultSet rs) throws SQLException {
        return new Admission(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getInt("contractor_id"),
                Json.text(rs.getString("contractor_name")),
                rs.getInt("site_id"),
                Json.text(rs.getString("site_name")),
                rs.getInt("unit_id"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                rs.getString("work"),
                Admission.State.valueOf(rs.getString("state")),
                (Integer) rs.getObject("asked_by"),
                rs.getTimestamp("asked_at").toInstant(),
                (Integer) rs.getObject("admitted_by"),
                instant(rs.getTimestamp("admitted_at")),
                (Integer) rs.getObject("ended_by"),
                instant(rs.getTimestamp("ended_at")),
                rs.getString("why"),
                rs.getInt("version"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
