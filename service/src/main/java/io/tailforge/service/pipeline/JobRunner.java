package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.RequestRow;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;

/** Runs a request's batch job to its end on the calling thread: from the start, or on from where a stopped or killed run left it. */
@Component
public class JobRunner {
    private final JobOperator operator;
    private final JobRepository repository;
    private final Job job;

    public JobRunner(JobOperator operator, JobRepository repository, Job generate) {
        this.operator = operator;
        this.repository = repository;
        this.job = generate;
    }

    /** @return true where the job completed; false where it was stopped or a step of it failed */
    public boolean run(RequestRow request) {
        JobParameters parameters = new JobParametersBuilder()
                .addString(GenerateJob.REQUEST_ID, request.id())
                .addLong(GenerateJob.ROUND, request.round())
                .toJobParameters();
        try {
            JobExecution last = repository.getLastJobExecution(GenerateJob.NAME, parameters);
            if (last == null) {
                return completed(operator.start(job, parameters));
            }
            return completed(last) || completed(goOn(last));
        } catch (Exception e) {
            throw new IllegalStateException("the batch job of request " + request.id() + " could not be run", e);
        }
    }

    private JobExecution goOn(JobExecution last) throws Exception {
        JobExecution closed = last.getStatus().isRunning() ? operator.recover(last) : last;
        return operator.restart(closed);
    }

    private static boolean completed(JobExecution execution) {
        return execution.getStatus() == BatchStatus.COMPLETED;
    }
}
