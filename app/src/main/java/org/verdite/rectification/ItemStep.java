package org.verdite.rectification;

import static org.verdite.rectification.ItemState.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.verdite.shared.Refused;

/// The steps there are, from where each may be taken, and where it leads (ISO 14001, 10.2 a to e). The same table
/// stands in the database as a trigger, so that no writer can go around it.
public enum ItemStep {
    OPEN(Who.ANY, EnumSet.noneOf(ItemState.class)),
    ASSIGN(Who.ANY, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    EDIT(Who.ANY, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS)),
    LINK(Who.ANY, EnumSet.allOf(ItemState.class)),
    RECLASSIFY(Who.ITEM, Set.of(ItemState.OPEN)),
    RECORD_CAUSE(Who.ITEM, Set.of(ItemState.OPEN, IN_PROGRESS)),
    SUBMIT_PLAN(Who.PLAN, Set.of(ItemState.OPEN)),
    APPROVE_PLAN(Who.PLAN, Set.of(PLAN_SUBMITTED)),
    RETURN_PLAN(Who.PLAN, Set.of(PLAN_SUBMITTED)),
    CORRECT(Who.SPOT, Set.of(ItemState.OPEN)),
    SUBMIT_DONE(Who.PLAN, Set.of(IN_PROGRESS)),
    VERIFY(Who.ITEM, Set.of(DONE_SUBMITTED, CORRECTED)),
    REJECT(Who.ITEM, Set.of(DONE_SUBMITTED, CORRECTED)),
    DRAW(Who.SPOT, Set.of(CORRECTED)),
    CLOSE_UNSAMPLED(Who.SPOT, Set.of(CORRECTED)),
    CLOSE_EFFECTIVE(Who.ITEM, Set.of(VERIFIED)),
    FIND_INEFFECTIVE(Who.ITEM, Set.of(VERIFIED)),
    /// Not taken any more; stands in the history of items that were opened again before there were successors.
    REOPEN(Who.ITEM, Set.of()),
    SUCCEED(Who.ITEM, Set.of(INEFFECTIVE)),
    REPEAT(Who.ITEM, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED, VERIFIED)),
    NO_REPEAT(Who.ITEM, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED, VERIFIED)),
    RAISE(Who.ITEM, Set.of(ItemState.OPEN)),
    ASK_TIME(Who.ITEM, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS)),
    GRANT_TIME(Who.ITEM, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    REFUSE_TIME(Who.ITEM, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    AUTHORITY_DEADLINE(Who.ANY, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    PROPOSE_CANCEL(Who.ANY, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    CANCEL(Who.ANY, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    KEEP(Who.ANY, Set.of(ItemState.OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED)),
    RECORD_FINDING(Who.INVESTIGATION, Set.of(ItemState.OPEN)),
    CLOSE_NO_FINDING(Who.INVESTIGATION, Set.of(ItemState.OPEN)),
    BECOME_ITEM(Who.INVESTIGATION, Set.of(ItemState.OPEN));

    private enum Who {
        ANY(Workflow.values()),
        ITEM(Workflow.SPOT, Workflow.PLAN),
        PLAN(Workflow.PLAN),
        SPOT(Workflow.SPOT),
        INVESTIGATION(Workflow.INVESTIGATION);

        private final Set<Workflow> workflows;

        Who(Workflow... workflows) {
            this.workflows = Set.copyOf(Arrays.asList(workflows));
        }
    }

    private final Who who;
    private final Set<ItemState> from;

    ItemStep(Who who, Set<ItemState> from) {
        this.who = who;
        this.from = Set.copyOf(from);
    }

    public boolean possible(Workflow workflow, ItemState state) {
        return who.workflows.contains(workflow) && from.contains(state);
    }

    /// The state the step leads to.
    ///
    /// @throws Refused saying why the step does not exist on this way or in this state
    public ItemState after(Workflow workflow, ItemState state) {
        if (!who.workflows.contains(workflow)) {
            boolean item = workflow != Workflow.INVESTIGATION;
            throw new Refused("rectification.refused.way." + (item && who == Who.INVESTIGATION ? "ITEM" : workflow));
        }
        if (!from.contains(state)) {
            throw new Refused("rectification.refused." + this, Words.of(state));
        }
        return switch (this) {
            case SUBMIT_PLAN -> PLAN_SUBMITTED;
            case APPROVE_PLAN -> IN_PROGRESS;
            case RETURN_PLAN, REOPEN -> ItemState.OPEN;
            case CORRECT -> CORRECTED;
            case SUBMIT_DONE -> DONE_SUBMITTED;
            case VERIFY -> VERIFIED;
            case REJECT -> state == CORRECTED ? ItemState.OPEN : IN_PROGRESS;
            case CLOSE_EFFECTIVE -> CLOSED_EFFECTIVE;
            case CLOSE_UNSAMPLED -> CLOSED_UNSAMPLED;
            case FIND_INEFFECTIVE -> INEFFECTIVE;
            case CANCEL -> CANCELLED;
            case CLOSE_NO_FINDING -> NO_FINDING;
            case BECOME_ITEM -> BECAME_ITEM;
            case OPEN,
                    ASSIGN,
                    EDIT,
                    LINK,
                    DRAW,
                    RECLASSIFY,
                    SUCCEED,
                    REPEAT,
                    NO_REPEAT,
                    RAISE,
                    RECORD_CAUSE,
                    ASK_TIME,
                    GRANT_TIME,
                    REFUSE_TIME,
                    AUTHORITY_DEADLINE,
                    PROPOSE_CANCEL,
                    KEEP,
                    RECORD_FINDING -> state;
        };
    }
}
