package org.verdite.funds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.StepBars;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;

/// Funding plans. A line is asked for, approved by somebody else, and changed by another version that is approved in
/// its
/// turn; until then the approved one holds. Orders are in {@link Commitments}, spending in {@link LineLinks}.
@Component
public class FundingPlans {

    private final LineStore store;
    private final LineRules rules;
    private final LineOrigins origins;
    private final LineApprovals approvals;
    private final Fundings fundings;
    private final Access access;
    private final StepBars bars;

    FundingPlans(
            LineStore store,
            LineRules rules,
            LineOrigins origins,
            LineApprovals approvals,
            Fundings fundings,
            Access access,
            StepBars bars) {
        this.store = store;
        this.rules = rules;
        this.origins = origins;
        this.approvals = approvals;
        this.fundings = fundings;
        this.access = access;
        this.bars = bars;
    }

    /// Asks for money; needs {@link Permission#FUNDS_EDIT} at its unit.
    ///
    /// @throws Invalid naming the fields `place`, `year`, `currency`, `title`, `owner`, `m1` to `m12`, `origin`
    @Transactional
    public LineId propose(NewLine n) {
        access.require(Permission.FUNDS_EDIT, n.unit());
        rules.check(n);
        Origin named = n.origin();
        return store.insert(n, named == null ? null : origins.require(named.room(), named.kind(), named.id()));
    }

    /// Asks for something else. What was approved holds until this is; what waited before is taken back by it.
    ///
    /// @param version of the line, as it was read
    /// @throws Conflict when somebody changed or decided it since
    @Transactional
    public void change(LineId id, int version, LineTerms terms, String reason) {
        var line = taken(id, Permission.FUNDS_EDIT);
        if (line.version() != version) {
            throw new Conflict("line " + id);
        }
        if (line.state() != LineState.PROPOSED && line.state() != LineState.APPROVED) {
            throw new Refused("funds.refused.over." + line.state(), line.number());
        }
        rules.check(terms, reason);
        var versions = store.versions(id);
        if (versions.getFirst().state() == VersionState.PROPOSED) {
            store.decide(versions.getFirst().id(), VersionState.WITHDRAWN, reason.strip());
        }
        long asked = store.ask(id, line.unit(), versions.getFirst().number() + 1, terms, reason);
        store.pending(line, asked, terms);
    }

    /// Approves the version that waits, which holds from now on; needs {@link Permission#FUNDS_APPROVE} at the line's
    /// unit, above the threshold at the unit above.
    ///
    /// @param number of the version that was read
    /// @throws ChangedMeanwhile when another version waits by now
    /// @throws Refused when it was decided before, the decider asked for it, or a room above is against it
    @Transactional
    public void approve(LineId id, int number) {
        var line = taken(id, Permission.FUNDS_APPROVE);
        var versions = store.versions(id);
        var asked = waiting(line, versions, number);
        approvals.require(line, versions);
        bars.require(line.named(), line.unit());
        versions.stream()
                .filter(v -> v.state() == VersionState.APPROVED)
                .forEach(v -> store.decide(v.id(), VersionState.SUPERSEDED, ""));
        store.decide(asked.id(), VersionState.APPROVED, "");
        store.hold(line, asked);
    }

    /// Refuses the version that waits, with a reason: a line that was never approved is over, another stays as it was.
    ///
    /// @param number of the version that was read
    @Transactional
    public void reject(LineId id, int number, String reason) {
        var line = taken(id, Permission.FUNDS_APPROVE);
        var versions = store.versions(id);
        var asked = waiting(line, versions, number);
        approvals.require(line, versions);
        store.decide(asked.id(), VersionState.REJECTED, said(reason));
        store.letGo(line, LineState.REJECTED, said(reason));
    }

    /// Takes back what waits, with a reason; needs {@link Permission#FUNDS_EDIT} at the line's unit.
    ///
    /// @param number of the version that was read
    @Transactional
    public void withdraw(LineId id, int number, String reason) {
        var line = taken(id, Permission.FUNDS_EDIT);
        var asked = waiting(line, store.versions(id), number);
        store.decide(asked.id(), VersionState.WITHDRAWN, said(reason));
        store.letGo(line, LineState.WITHDRAWN, said(reason));
    }

    /// Ends an approved line: nothing more is bound against it or spent on it.
    ///
    /// @param version of the line, as it was read
    /// @throws Refused while a version waits
    @Transactional
    public void close(LineId id, int version, String reason) {
        var line = taken(id, Permission.FUNDS_EDIT);
        if (line.version() != version) {
            throw new Conflict("line " + id);
        }
        if (line.state() != LineState.APPROVED) {
            throw new Refused("funds.refused.over." + line.state(), line.number());
        }
        if (line.pending() != null) {
            throw new Refused("funds.refused.waits", line.number());
        }
        store.close(line, said(reason));
    }

    /// The lines that pay for a record, with what was planned, approved, bound and spent in each line's currency.
    @Transactional(readOnly = true)
    public List<Funding> of(Origin origin) {
        return fundings.of(List.of(origin)).getOrDefault(origin, List.of());
    }

    /// The same for many records at once; a record nobody plans money for has no entry.
    @Transactional(readOnly = true)
    public Map<Origin, List<Funding>> standing(List<Origin> asked) {
        return fundings.of(asked);
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public FundingLine get(LineId id) {
        return store.find(id).orElseThrow(() -> new NotHere("line " + id));
    }

    /// Every version there was, newest first.
    @Transactional(readOnly = true)
    public List<LineVersion> versions(LineId id) {
        return store.versions(id);
    }

    /// @throws NotPermitted when the reader sees it but may not take the step there
    private FundingLine taken(LineId id, Permission permission) {
        access.require(permission, get(id).unit());
        return store.take(id).orElseThrow(() -> new NotHere("line " + id));
    }

    private static LineVersion waiting(FundingLine line, List<LineVersion> versions, int number) {
        LineVersion newest = versions.getFirst();
        var read = versions.stream().filter(v -> v.number() == number).findFirst();
        if (read.isEmpty()) {
            throw new Refused("funds.refused.noVersion", line.number(), String.valueOf(number));
        }
        if (newest.state() == VersionState.PROPOSED && newest.number() != number) {
            throw new ChangedMeanwhile(line, read.get(), newest);
        }
        if (newest.state() != VersionState.PROPOSED) {
            throw new Refused("funds.refused.decided." + read.get().state(), line.number());
        }
        return newest;
    }

    private static String said(String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw new Invalid("reason", "funds.invalid.reason");
        }
        return reason.strip();
    }

    /// What was to be decided is not what waits by now; it says what changed.
    public static final class ChangedMeanwhile extends Refused {

        private final transient List<Change> changes;

        /// @param field `title`, `owner`, `total` or a month, `m1` to `m12`
        public record Change(String field, Object before, Object after) {}

        ChangedMeanwhile(FundingLine line, LineVersion read, LineVersion now) {
            super(
                    "funds.refused.changed",
                    line.number(),
                    String.valueOf(now.number()),
                    read.terms().total(),
                    now.terms().total(),
                    line.currency());
            this.changes = changes(read, now);
        }

        private static List<Change> changes(LineVersion read, LineVersion now) {
            var all = new ArrayList<Change>();
            add(all, "title", read.terms().title(), now.terms().title());
            add(all, "owner", read.ownerName(), now.ownerName());
            add(all, "total", read.terms().total(), now.terms().total());
            for (int m = 0; m < 12; m++) {
                add(
                        all,
                        "m" + (m + 1),
                        read.terms().months().get(m),
                        now.terms().months().get(m));
            }
            return List.copyOf(all);
        }

        private static void add(List<Change> all, String field, Object before, Object after) {
            if (!before.equals(after)) {
                all.add(new Change(field, before, after));
            }
        }

        public List<Change> changes() {
            return Objects.requireNonNullElse(changes, List.of());
        }
    }
}
