package org.verdite.monitoring.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.ui.job.JobCancelled;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;

/// Dry runs and loads as jobs. After a crash the scheduler runs them again: a load is one transaction, so either all
/// of it is there or nothing, and what is there already does not change.
@Configuration(proxyBeanMethods = false)
class ImportJobs {

    private interface Step {
        void run(long id, DryRunner.Progress progress);
    }

    @Bean
    JobKind dryRunJob(Intake intake, DryRunner runner) {
        return kind(intake, Intake.DRY_RUN, runner::run, "/dry-run");
    }

    @Bean
    JobKind loadJob(Intake intake, Loader loader) {
        return kind(
                intake,
                Intake.LOAD,
                (id, progress) -> {
                    if (intake.require(id).state() != IntakeState.LOADED) {
                        loader.run(id, progress);
                    }
                },
                "");
    }

    private static JobKind kind(Intake intake, String name, Step step, String page) {
        return new JobKind() {
            @Override
            public String kind() {
                return name;
            }

            @Override
            public void run(JobRun run) {
                long id = Long.parseLong(run.argument());
                run.result("/monitoring/imports/" + id + page);
                try {
                    step.run(id, run::progress);
                } catch (JobCancelled e) {
                    intake.ended(id, IntakeState.CANCELLED, "");
                    throw e;
                } catch (Invalid e) {
                    intake.ended(id, IntakeState.FAILED, e.problems().getFirst().key());
                    throw e;
                } catch (Refused e) {
                    intake.ended(id, IntakeState.FAILED, e.key());
                    throw e;
                } catch (RuntimeException e) {
                    intake.ended(id, IntakeState.FAILED, String.valueOf(e.getMessage()));
                    throw e;
                }
            }
        };
    }
}
