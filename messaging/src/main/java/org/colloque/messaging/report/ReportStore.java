package org.colloque.messaging.report;

import io.smallrye.mutiny.Uni;

/** Where reports are kept for the operator. */
public interface ReportStore {

    Uni<Void> add(Report report);
}
