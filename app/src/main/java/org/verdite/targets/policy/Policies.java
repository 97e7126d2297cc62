package org.verdite.targets.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.targets.GoalRules;

/// The environmental policy of a unit in versions (ISO 14001, 5.2): drafted in both languages, submitted, approved by
/// somebody else, in force from a day.
@Component
public class Policies {

    private final JdbcClient jdbc;
    private final PolicyStore store;
    private final Access access;

    Policies(JdbcClient jdbc, PolicyStore store, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
    }

    /// @throws org.verdite.shared.NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Policy get(PolicyId id) {
        return store.require(id);
    }

    @Transactional(readOnly = true)
    public List<Commitment> commitments(PolicyId id) {
        return store.commitments(id);
    }

    /// The version of a unit's policy that is in force today.
    @Transactional(readOnly = true)
    public Optional<PolicyId> inForce(UnitId unit) {
        return store.inForce(unit);
    }

    public LocalDate today() {
        return store.today();
    }

    public boolean mayEdit(Policy policy) {
        return access.may(Permission.TARGETS_EDIT, policy.unit());
    }

    /// True for somebody else than who drafted or submitted it.
    public boolean mayApprove(Policy policy) {
        return policy.state() == PolicyState.SUBMITTED
                && access.may(Permission.TARGETS_APPROVE, policy.unit())
                && !hadAHand(policy);
    }

    private static boolean hadAHand(Policy policy) {
        Integer me = Scope.current().person();
        return me == null
                || new PersonId(me).equals(policy.draftedBy())
                || new PersonId(me).equals(policy.submittedBy());
    }

    /// Begins the next version; commitments of the newest are taken over. Needs {@link Permission#TARGETS_EDIT}.
    ///
    /// @throws Refused while another version is being drafted
    @Transactional
    public PolicyId draft(UnitId unit, LocalText title, LocalText words, Set<String> protects) {
        access.require(Permission.TARGETS_EDIT, unit);
        check(title, words, protects);
        jdbc.sql("select pg_advisory_xact_lock(hashtext('targets.policy'), :unit)")
                .param("unit", unit.value())
                .query((_, _) -> true)
                .single();
        boolean open = jdbc.sql(
                        "select exists (select from targets.policy where unit_id = :unit and state in ('DRAFT', 'SUBMITTED'))")
                .param("unit", unit.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (open) {
            throw new Refused("targets.refused.policyOpen");
        }
        var id = new PolicyId(jdbc.sql("""
                        insert into targets.policy (unit_id, edition, title, words, protects, drafted_by)
                        select :unit, coalesce(max(edition), 0) + 1, cast(:title as jsonb), cast(:words as jsonb), :protects, cast(:me as int)
                        from targets.policy where unit_id = :unit returning id""")
                .param("unit", unit.value())
                .param("title", title.json())
                .param("words", words.json())
                .param("protects", protects.toArray(String[]::new))
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single());
        jdbc.sql("""
                        insert into targets.commitment (policy_id, unit_id, code, sentence, protects)
                        select :id, c.unit_id, c.code, c.sentence, c.protects from targets.commitment c
                        where c.policy_id = (select p.id from targets.policy p where p.unit_id = :unit and p.state = 'APPROVED'
                          order by p.edition desc limit 1)""").param("id", id.value()).param("unit", unit.value()).update();
        return id;
    }

    /// @param version as it was read
    @Transactional
    public void change(PolicyId id, int version, LocalText title, LocalText words, Set<String> protects) {
        edited(id, version, PolicyState.DRAFT);
        check(title, words, protects);
        jdbc.sql("""
                        update targets.policy set title = cast(:title as jsonb), words = cast(:words as jsonb), protects = :protects,
                          version = version + 1 where id = :id""")
                .param("title", title.json())
                .param("words", words.json())
                .param("protects", protects.toArray(String[]::new))
                .param("id", id.value())
                .update();
    }

    /// A commitment of a draft.
    @Transactional
    public void commit(PolicyId id, LocalText sentence, Set<String> protects) {
        var policy = edited(id);
        if (!PolicyStore.both(sentence)) {
            throw new Invalid("sentence.zh", "targets.invalid.bothLanguages");
        }
        new Lengths().most("sentence", 400, sentence).check();
        tags(protects);
        jdbc.sql("""
                        insert into targets.commitment (policy_id, unit_id, code, sentence, protects)
                        select :id, :unit, 'C' || coalesce(max(substr(c.code, 2)::int), 0) + 1, cast(:sentence as jsonb), :protects
                        from targets.commitment c join targets.policy p on p.id = c.policy_id where p.unit_id = :unit""")
                .param("id", id.value())
                .param("unit", policy.unit().value())
                .param("sentence", sentence.json())
                .param("protects", protects.toArray(String[]::new))
                .update();
    }

    @Transactional
    public void drop(PolicyId id, long commitment) {
        edited(id);
        jdbc.sql("delete from targets.commitment where id = :commitment and policy_id = :id")
                .param("commitment", commitment)
                .param("id", id.value())
                .update();
    }

    private Policy edited(PolicyId id) {
        var policy = store.take(id);
        access.require(Permission.TARGETS_EDIT, policy.unit());
        PolicyStore.in(policy, PolicyState.DRAFT);
        return policy;
    }

    private Policy submitted(PolicyId id, int version) {
        var policy = store.take(id);
        access.require(Permission.TARGETS_APPROVE, policy.unit());
        PolicyStore.unchanged(policy, version);
        PolicyStore.in(policy, PolicyState.SUBMITTED);
        return policy;
    }

    private Policy edited(PolicyId id, int version, PolicyState state) {
        var policy = store.take(id);
        access.require(Permission.TARGETS_EDIT, policy.unit());
        PolicyStore.unchanged(policy, version);
        PolicyStore.in(policy, state);
        return policy;
    }

    /// Hands it over as it reads now, in both languages.
    ///
    /// @throws Refused when a text is missing in one of them, or no commitment is made
    @Transactional
    public void submit(PolicyId id, int version) {
        var policy = edited(id, version, PolicyState.DRAFT);
        Integer me = Scope.current().person();
        if (me == null) {
            throw new NotPermitted("person");
        }
        if (!PolicyStore.both(policy.title()) || !PolicyStore.both(policy.words())) {
            throw new Refused("targets.refused.bothLanguages");
        }
        var commitments = store.commitments(id);
        if (commitments.isEmpty()) {
            throw new Refused("targets.refused.noCommitments");
        }
        jdbc.sql("""
                        update targets.policy set state = 'SUBMITTED', submitted_by = :me, submitted_at = verdite.now(), fingerprint = :print,
                          version = version + 1 where id = :id""")
                .param("me", me)
                .param("print", PolicyStore.fingerprint(policy, commitments))
                .param("id", id.value())
                .update();
    }

    /// Back to whoever drafts it.
    @Transactional
    public void sendBack(PolicyId id, int version) {
        submitted(id, version);
        jdbc.sql("""
                        update targets.policy set state = 'DRAFT', submitted_by = null, submitted_at = null, fingerprint = null,
                          version = version + 1 where id = :id""").param("id", id.value()).update();
    }

    /// In force from a day on, as it was submitted; everybody concerned is asked to acknowledge it then.
    ///
    /// Top management's: needs {@link Permission#TARGETS_APPROVE} at its unit (ISO 14001, 5.2).
    ///
    /// @throws Refused for who drafted or submitted it
    @Transactional
    public void approve(PolicyId id, int version, LocalDate from) {
        var policy = submitted(id, version);
        if (hadAHand(policy)) {
            throw new Refused("targets.refused.ownPolicy");
        }
        if (from.isBefore(store.today()) || from.getYear() > 2199) {
            throw new Invalid("from", "targets.invalid.policyFrom");
        }
        try {
            jdbc.sql("""
                            update targets.policy set state = 'APPROVED', approved_by = :me, approved_at = verdite.now(), in_force_from = :from,
                              version = version + 1 where id = :id""")
                    .param("me", Scope.current().person())
                    .param("from", from)
                    .param("id", id.value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Invalid("from", "targets.invalid.policyDay");
        }
    }

    @Transactional
    public void withdraw(PolicyId id, int version, String because) {
        var policy = store.take(id);
        access.require(Permission.TARGETS_EDIT, policy.unit());
        PolicyStore.unchanged(policy, version);
        if (policy.state() == PolicyState.APPROVED || policy.state() == PolicyState.WITHDRAWN) {
            throw new Refused("targets.refused.policy." + policy.state());
        }
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        jdbc.sql("""
                        update targets.policy set state = 'WITHDRAWN', withdrawn_because = :because, version = version + 1 where id = :id""").param("because", because.strip()).param("id", id.value()).update();
    }

    private static void check(LocalText title, LocalText words, Set<String> protects) {
        var problems = new ArrayList<Invalid.Problem>();
        if (title.texts().values().stream().allMatch(String::isBlank)) {
            problems.add(new Invalid.Problem("title.en", "ui.form.required", List.of()));
        }
        if (words.texts().values().stream().allMatch(String::isBlank)) {
            problems.add(new Invalid.Problem("words.en", "ui.form.required", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths().most("title", 200, title).most("words", 8000, words).check();
        tags(protects);
    }

    private static void tags(Set<String> protects) {
        if (protects.isEmpty() || !Set.copyOf(GoalRules.PROTECTED).containsAll(protects)) {
            throw new Invalid("protects", protects.isEmpty() ? "ui.form.required" : "ui.form.choice");
        }
    }
}
