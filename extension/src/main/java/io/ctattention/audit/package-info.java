/**
 * Finds what inflates scores on a set of slices: patients and near-duplicates on both sides of a
 * split, and file properties that give the class away.
 *
 * <p>API for users: {@link io.ctattention.audit.Audit} and its report.
 */
package io.ctattention.audit;
