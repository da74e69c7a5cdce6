import { useEffect, type ReactElement } from 'react';
import { Route, Switch } from 'wouter';
import { ListPage } from './list-page';
import { ReviewPage } from './review-page';

/** The list of duplicates, and one group of them. */
export function DuplicatesPages(): ReactElement {
  useEffect(() => {
    const usual = window.history.scrollRestoration;
    window.history.scrollRestoration = 'manual'; // a list that is still growing cannot be restored by the browser
    return () => {
      window.history.scrollRestoration = usual;
    };
  }, []);
  return (
    <Switch>
      <Route path="/duplicates">
        <ListPage />
      </Route>
      <Route path="/duplicates/:groupId">{({ groupId }) => <ReviewPage groupId={groupId} />}</Route>
    </Switch>
  );
}
