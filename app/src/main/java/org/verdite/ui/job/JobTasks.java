package org.verdite.ui.job;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobTasks {

    static final TaskDescriptor<Void> RUN = TaskDescriptor.of("job");

    @Bean
    OneTimeTask<Void> jobTask(ObjectProvider<Jobs> jobs) {
        return Jobs.task(jobs);
    }
}
