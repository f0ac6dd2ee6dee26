/**
 * What makes a score on a set of slices worth less than it seems: patients and near duplicates on
 * both sides of a split, and properties of files that give the class away.
 *
 * <p>API for users: {@link io.ctattention.audit.Audit} and its report.
 */
package io.ctattention.audit;
