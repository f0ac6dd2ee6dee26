/**
 * Statistics of repeated trainings: intervals of means, paired differences and their tests, and
 * intervals for other patients.
 *
 * <p>API for users: the values that a report holds.
 */
package io.ctattention.comparison.statistics;
