package org.verdite.targets;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// How a share comes to be carried: its holder signs for it or offers another value; who gives it takes the offer or
/// keeps to theirs. Nobody signs for what they proposed themselves.
@Component
public class Negotiation {

    /// What was said of a share.
    ///
    /// @param kind `PROPOSED`, `COUNTERED`, `TAKEN`, `DECLINED`, `CHANGED`, `ASKED_AGAIN`, `ACCEPTED` …
    public record Said(Instant at, String kind, @Nullable BigDecimal value, String reason, String who) {}

    private final JdbcClient jdbc;
    private final ShareStore store;
    private final Shares shares;
    private final GoalStore goals;
    private final Holders holders;

    Negotiation(JdbcClient jdbc, ShareStore store, Shares shares, GoalStore goals, Holders holders) {
        this.jdbc = jdbc;
        this.store = store;
        this.shares = shares;
        this.goals = goals;
        this.holders = holders;
    }

    /// The holder signs.
    ///
    /// @param fingerprint of the words that were read ({@link Share#words})
    /// @throws Conflict when they read otherwise now
    /// @throws Refused for who proposed it
    @Transactional
    public void accept(ShareId id, int version, String fingerprint) {
        var share = answered(id, version);
        var goal = goals.require(share.goal());
        if (share.state() == ShareState.ACCEPTED) {
            throw new Refused("targets.refused.share.ACCEPTED");
        }
        if (!share.words(goal).equals(fingerprint)) {
            throw new Conflict("share " + id);
        }
        if (mine(share.proposedBy())) {
            throw new Refused("targets.refused.ownProposal");
        }
        store.accepted(id, fingerprint);
        store.said(id, share.holder().unit(), "ACCEPTED", share.value(), "", fingerprint);
    }

    /// The holder offers another value, or asks with a reason for an obligation to be taken back. Also of a share that
    /// was accepted before: it is open again then.
    ///
    /// @param value null for an obligation only
    @Transactional
    public void counter(ShareId id, int version, @Nullable BigDecimal value, String reason) {
        var share = answered(id, version);
        var goal = goals.require(share.goal());
        new Lengths().most("reason", 1000, reason).check();
        Shares.check(goal, value, share.weight());
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        if (value != null && Goals.same(value, share.value())) {
            throw new Invalid("value", "targets.invalid.sameValue");
        }
        store.countered(id, value, reason.strip());
        store.said(id, share.holder().unit(), "COUNTERED", value, reason.strip(), null);
    }

    /// Who gives the share takes the holder's offer: it stands now, and waits for the holder's signature.
    ///
    /// @throws Refused for who made the offer
    @Transactional
    public void take(ShareId id, int version) {
        var share = offered(id, version);
        if (mine(share.counteredBy())) {
            throw new Refused("targets.refused.ownOffer");
        }
        if (share.counter() == null) {
            store.withdrawBranch(id, share.counterReason());
            return;
        }
        shares.set(share, share.counter(), share.weight(), "TAKEN", "");
    }

    /// Who gives the share keeps to the value that stands.
    @Transactional
    public void decline(ShareId id, int version, String reason) {
        var share = offered(id, version);
        new Lengths().most("reason", 1000, reason).check();
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        store.proposed(id, share.value(), share.weight());
        store.said(id, share.holder().unit(), "DECLINED", share.value(), reason.strip(), null);
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Said> of(ShareId id) {
        return jdbc.sql("""
                        select e.at, e.kind, e.value, e.reason,
                          coalesce(verdite.text(organisation.pub_person_name(e.person_id), :lang), e.who) as who
                        from targets.share_event e where e.share_id = :id order by e.id desc limit 200""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> new Said(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("kind"),
                        rs.getBigDecimal("value"),
                        rs.getString("reason"),
                        rs.getString("who")))
                .list();
    }

    /// True when the reader signs for the share's holder.
    @Transactional(readOnly = true)
    public boolean mayAnswer(Goal goal, Share share) {
        return !goal.state().over() && !share.state().over() && holders.answers(share.holder());
    }

    /// True when the reader proposed what stands, and so can't sign for it.
    public boolean proposedByMe(Share share) {
        return mine(share.proposedBy());
    }

    private Share answered(ShareId id, int version) {
        var seen = store.require(id);
        var goal = goals.take(seen.goal());
        if (goal.state().over()) {
            throw new Refused("targets.refused.state." + goal.state());
        }
        if (!holders.answers(seen.holder())) {
            throw new NotPermitted("TARGETS_SHARE");
        }
        return store.take(id, version);
    }

    private Share offered(ShareId id, int version) {
        var share = shares.given(id, version);
        if (share.state() != ShareState.COUNTERED) {
            throw new Refused("targets.refused.noOffer");
        }
        return share;
    }

    private static boolean mine(@Nullable PersonId person) {
        Integer me = Scope.current().person();
        return me != null && person != null && person.value() == me;
    }
}
