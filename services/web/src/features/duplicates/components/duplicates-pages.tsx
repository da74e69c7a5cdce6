import type { ReactElement } from 'react';
import { Route, Switch } from 'wouter';
import { ListPage } from './list-page';
import { ReviewPage } from './review-page';

/** The list of duplicates, and one group of them. */
export function DuplicatesPages(): ReactElement {
  return (
    <Switch>
      <Route path="/duplicates">
        <ListPage />
      </Route>
      <Route path="/duplicates/:groupId">{({ groupId }) => <ReviewPage groupId={groupId} />}</Route>
    </Switch>
  );
}
