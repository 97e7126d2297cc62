package org.verdite.targets.policy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.targets.Coverage;

/// Who acknowledged which version of a policy: everybody who holds a post at its unit or below, or works there for a
/// contractor, once for each version, with the fingerprint of the text they read. Nobody who only audits is asked.
@Component
public class Acknowledgements {

    private final JdbcClient jdbc;
    private final PolicyStore store;

    Acknowledgements(JdbcClient jdbc, PolicyStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /// @param language in which it was read, `en` or `zh`
    /// @param fingerprint of the text that was read
    /// @throws Conflict when another text is in force by now, a second before included
    /// @throws NotPermitted for who holds no post there and works for nobody there, and for an external auditor
    @Transactional
    public void acknowledge(PolicyId id, String language, String fingerprint) {
        var policy = store.require(id);
        if (!language.equals("en") && !language.equals("zh")) {
            throw new Invalid("language", "ui.form.choice");
        }
        PolicyStore.in(policy, PolicyState.APPROVED);
        if (!store.inForce(policy.unit()).filter(id::equals).isPresent()
                || !policy.fingerprint().equals(fingerprint)) {
            throw new Conflict("policy " + id);
        }
        int place = place(policy).orElseThrow(() -> new NotPermitted("appointment"));
        int added = jdbc.sql("""
                        insert into targets.acknowledgement (policy_id, unit_id, person_id, language, fingerprint)
                        values (:id, :place, :me, :language, :print) on conflict (policy_id, person_id) do nothing""")
                .param("id", id.value())
                .param("place", place)
                .param("me", me())
                .param("language", language)
                .param("print", fingerprint)
                .update();
        if (added == 0) {
            throw new Refused("targets.refused.acknowledged");
        }
    }

    /// When the reader acknowledged it.
    @Transactional(readOnly = true)
    public Optional<Instant> mine(PolicyId id) {
        return jdbc.sql("select at from targets.acknowledgement where policy_id = :id and person_id = :me")
                .param("id", id.value())
                .param("me", me())
                .query((rs, _) -> rs.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /// True while it is in force and waits for the reader.
    @Transactional(readOnly = true)
    public boolean asked(Policy policy) {
        return !Scope.current().readOnly()
                && store.inForce(policy.unit()).filter(policy.id()::equals).isPresent()
                && place(policy).isPresent()
                && mine(policy.id()).isEmpty();
    }

    /// How many were asked and how many acknowledged, of those within the reader's scope.
    @Transactional(readOnly = true)
    public Map<Coverage.People, Coverage.Count> counts(PolicyId id) {
        var counts = new EnumMap<Coverage.People, Coverage.Count>(Coverage.People.class);
        jdbc.sql("select people, count(*), count(at) from targets.asked_of(:id, :day) group by people")
                .param("id", id.value())
                .param("day", store.today())
                .query(rs -> {
                    counts.put(
                            Coverage.People.valueOf(rs.getString(1)), new Coverage.Count(rs.getInt(2), rs.getInt(3)));
                });
        return counts;
    }

    /// Where the reader stands below the policy's unit.
    private Optional<Integer> place(Policy policy) {
        return jdbc.sql("""
                        select p from targets.places_of(:me, :day) p
                        where exists (select from organisation.pub_way_up(p) w where w.id = :unit) order by p limit 1""")
                .param("me", me())
                .param("day", store.today())
                .param("unit", policy.unit().value())
                .query((rs, _) -> rs.getInt(1))
                .optional();
    }

    private static int me() {
        Integer me = Scope.current().person();
        return me == null ? -1 : me;
    }
}
