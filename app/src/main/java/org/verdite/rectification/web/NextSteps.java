package org.verdite.rectification.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Bar;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.ItemStep;
import org.verdite.rectification.Need;
import org.verdite.rectification.Workflow;

/// What a reader can do with an item now: one step first, the others beside it, and what stands in the way.
///
/// @param before message key of the heading "Before you can …", empty when nothing is asked for
/// @param blocked message key saying why the next step is not this reader's, empty when it is or somebody else's
///     anyway
record NextSteps(
        @Nullable Link primary,
        List<Link> others,
        List<Link> more,
        String before,
        List<Need> needs,
        String blocked,
        String who) {

    /// @param key message key of the words
    record Link(String key, String path, String icon) {}

    /// The step that comes next on an item's way.
    static @Nullable ItemStep next(Workflow workflow, ItemState state) {
        return switch (state) {
            case OPEN ->
                switch (workflow) {
                    case PLAN -> ItemStep.SUBMIT_PLAN;
                    case SPOT -> ItemStep.CORRECT;
                    case INVESTIGATION -> ItemStep.BECOME_ITEM;
                };
            case PLAN_SUBMITTED -> ItemStep.APPROVE_PLAN;
            case IN_PROGRESS -> ItemStep.SUBMIT_DONE;
            case DONE_SUBMITTED, CORRECTED -> ItemStep.VERIFY;
            case VERIFIED -> ItemStep.CLOSE_EFFECTIVE;
            case INEFFECTIVE -> ItemStep.SUCCEED;
            case CLOSED_EFFECTIVE, CLOSED_UNSAMPLED, CANCELLED, NO_FINDING, BECAME_ITEM -> null;
        };
    }

    /// Works it out for one reader.
    static final class Finder {
        private final ItemView v;
        private final List<Action> actions;
        private final List<Need> needs;
        private final Predicate<Permission> may;
        private final Optional<Bar> bar;
        private final @Nullable Integer me;
        private final boolean askedTime;
        private final boolean mayDecideTime;
        private final boolean movable;

        Finder(
                ItemView v,
                List<Action> actions,
                List<Need> needs,
                Predicate<Permission> may,
                Optional<Bar> bar,
                @Nullable Integer me,
                boolean askedTime,
                boolean mayDecideTime,
                boolean movable) {
            this.v = v;
            this.actions = actions;
            this.needs = needs;
            this.may = may;
            this.bar = bar;
            this.me = me;
            this.askedTime = askedTime;
            this.mayDecideTime = mayDecideTime;
            this.movable = movable;
        }

        NextSteps find() {
            var step = v.succeededBy() == null ? next(v.workflow(), v.state()) : null;
            String blocked = step == null ? "" : blocked(step);
            // what was not drawn is closed by the clock: verifying it is offered, not asked for
            boolean waits = Boolean.FALSE.equals(v.drawn()) && v.state() == ItemState.CORRECTED;
            var primary = step == null || waits || !blocked.isEmpty() || !allowed(step) ? null : primary(step);
            String who = v.verifier() == null ? "" : v.verifier().name();
            return new NextSteps(
                    primary, others(), more(), step == null ? "" : "rectification.before." + step, needs, blocked, who);
        }

        private boolean allowed(ItemStep step) {
            return switch (step) {
                case SUBMIT_PLAN, CORRECT, SUBMIT_DONE -> may.test(Permission.ITEM_CARRY);
                case APPROVE_PLAN -> may.test(Permission.ITEM_APPROVE);
                case BECOME_ITEM -> may.test(Permission.ITEM_OPEN) || may.test(Permission.ITEM_CARRY);
                case SUCCEED -> may.test(Permission.ITEM_APPROVE) || may.test(Permission.ITEM_VERIFY);
                default -> may.test(Permission.ITEM_VERIFY);
            };
        }

        private String blocked(ItemStep step) {
            if (step == ItemStep.APPROVE_PLAN && may.test(Permission.ITEM_APPROVE)) {
                return v.is(v.planBy(), me)
                        ? "rectification.refused.approverWrote"
                        : v.is(v.owner(), me) || v.is(v.substitute(), me) ? "rectification.refused.approverOwns" : "";
            }
            if (step == ItemStep.VERIFY && bar.isPresent()) {
                return "rectification.refused.bar." + bar.get();
            }
            if (step == ItemStep.VERIFY && v.verifier() != null && !v.is(v.verifier(), me)) {
                return "rectification.blocked.verifier";
            }
            if (step == ItemStep.CLOSE_EFFECTIVE && bar.isPresent()) {
                return "rectification.blocked.effect";
            }
            return "";
        }

        private Link primary(ItemStep step) {
            var missing = needs.stream().filter(n -> !n.met()).findFirst();
            if (step == ItemStep.SUBMIT_DONE && missing.isPresent()) {
                return actions.stream()
                        .filter(a -> !a.state().over())
                        .findFirst()
                        .map(a -> new Link("rectification.do.progress", a.path(), "pencil-check"))
                        .orElse(task(Task.ACTION, "plus"));
            }
            if (missing.isPresent() && !missing.get().path().startsWith("/")) {
                return missing(missing.get());
            }
            return switch (step) {
                case SUBMIT_PLAN -> task(Task.PLAN, "send");
                case CORRECT, SUBMIT_DONE -> task(Task.DONE, "send");
                case APPROVE_PLAN -> task(Task.APPROVE, "gavel");
                case BECOME_ITEM -> task(Task.OUTCOME, "gavel");
                case SUCCEED -> task(Task.SUCCEED, "rotate-clockwise");
                case VERIFY -> task(Task.VERIFY, "clipboard-check");
                default -> task(Task.EFFECT, "clipboard-check");
            };
        }

        private Link missing(Need need) {
            return switch (need.path()) {
                case "people" -> task(Task.PEOPLE, "user-plus");
                case "cause" -> task(Task.CAUSE, "pencil");
                case "action" -> task(Task.ACTION, "plus");
                case "finding" -> task(Task.FINDING, "pencil");
                case "effect" -> task(Task.EFFECT, "clipboard-check");
                default -> new Link("rectification.do.evidence", "#evidence", "upload");
            };
        }

        private Link task(Task task, String icon) {
            return new Link("rectification.task." + task, v.path() + "/" + task.word(), icon);
        }

        private List<Link> others() {
            var others = new ArrayList<Link>();
            if (askedTime && mayDecideTime && !v.is(v.owner(), me)) {
                others.add(new Link("rectification.do.decideTime", v.path() + "/time", "clock"));
            } else if (!askedTime
                    && movable
                    && may.test(Permission.ITEM_CARRY)
                    && ItemStep.ASK_TIME.possible(v.workflow(), v.state())) {
                others.add(new Link("rectification.do.askTime", v.path() + "/time", "clock"));
            }
            if (v.cancelKind() != null
                    && may.test(Permission.ITEM_APPROVE)
                    && !v.is(v.cancelBy(), me)
                    && !v.is(v.owner(), me)
                    && ItemStep.CANCEL.possible(v.workflow(), v.state())) {
                others.add(new Link("rectification.do.decideCancel", v.path() + "/cancel", "gavel"));
            }
            return others;
        }

        private List<Link> more() {
            var more = new ArrayList<Link>();
            add(more, Task.PEOPLE, "users");
            add(more, Task.EDIT, "pencil");
            add(more, Task.DETAILS, "list-details");
            if (v.workflow() == Workflow.PLAN) {
                add(more, Task.CAUSE, "help");
                add(more, Task.ACTION, "plus");
            }
            if (Boolean.FALSE.equals(v.drawn())) {
                if (bar.isEmpty() && (v.verifier() == null || v.is(v.verifier(), me))) {
                    add(more, Task.VERIFY, "clipboard-check");
                }
                if (!v.is(v.owner(), me) && !v.is(v.substitute(), me)) {
                    add(more, Task.DRAW, "dice");
                }
            }
            add(more, Task.FINDING, "pencil");
            add(more, Task.SEVERITY, "chart-bar");
            if (!v.is(v.owner(), me) && !v.is(v.substitute(), me)) {
                add(more, Task.AUTHORITY, "gavel");
            }
            add(more, v.repeatOf() == null ? Task.REPEAT : Task.NOREPEAT, "repeat");
            if (v.cancelKind() == null) {
                add(more, Task.CANCEL, "ban");
            }
            return more;
        }

        private void add(List<Link> more, Task task, String icon) {
            if (task.step(v.workflow()).possible(v.workflow(), v.state())
                    && task.anyOf().stream().anyMatch(may)) {
                more.add(task(task, icon));
            }
        }
    }
}
