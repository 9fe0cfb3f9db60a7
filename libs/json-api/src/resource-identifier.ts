/** jsonapi.org 1.1, "Resource Identifier Objects". */
export interface ResourceIdentifier {
  type: string;
  id: string;
}
