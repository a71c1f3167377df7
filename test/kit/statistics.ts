const AMOUNT = '{ count sum mean }';

/** All measures of complaints. */
export const MEASURES = `{
  openAtStart received resolved openAtEnd transferred claimed ${AMOUNT} settled ${AMOUNT}
  resolutionDays { count sum histogram { days count } mean p50 p90 }
  steps { step met missed running unknown }
}`;

const PARAMETERS = '($filter: ComplaintFilter, $groupBy: [ComplaintDimension!]!, $dateBasis: DateBasis!, $boundaries: Boundaries!)';
const ARGUMENTS = '(filter: $filter, groupBy: $groupBy, dateBasis: $dateBasis, boundaries: $boundaries)';

/** Complaint statistics with every measure. */
export const STATISTICS = `query Statistics${PARAMETERS} {
  complaintStatistics${ARGUMENTS} { total ${MEASURES} groups { id measures ${MEASURES} } }
}`;

/** The dimensions of complaint statistics, all of them. */
export const DIMENSIONS_OF_GROUPS = `query Dimensions${PARAMETERS} {
  complaintStatistics${ARGUMENTS} { groups { id dimensions {
    province { code name } provinceRecorded { id code name validTo } unit { code name } unitKind sector { code name } behaviour { code name }
    kind procedure channel status outcome platform transactionType month quarter year
  } } }
}`;
